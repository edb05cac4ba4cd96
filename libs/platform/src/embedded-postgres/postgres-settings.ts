import { release } from 'node:os';

const ALWAYS = [
  'unix_socket_directories=',
  'max_connections=200',
  'shared_buffers=128MB',
  'timezone=UTC',
  'log_timezone=UTC',
];
const NOT_DURABLE = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];
/** The first Linux whose syncfs tells of a failed write: 5.8. */
const [TELLING_MAJOR, TELLING_MINOR] = [5, 8];

/** Before it replays the log after a crash, the server syncs every file one by one, which takes seconds; or the file system as a whole. */
export function crashRecovery(platform: string, kernel: string): readonly string[] {
  const [major = 0, minor = 0] = kernel.split('.').map((part) => Number.parseInt(part, 10));
  const tells = major > TELLING_MAJOR || (major === TELLING_MAJOR && minor >= TELLING_MINOR);
  return platform === 'linux' && tells ? ['recovery_init_sync_method=syncfs'] : [];
}

/** The settings of the embedded server, each `name=value`. */
export function postgresSettings(host: string, durable: boolean): readonly string[] {
  return [
    `listen_addresses=${host}`,
    ...ALWAYS,
    ...crashRecovery(process.platform, release()),
    ...(durable ? [] : NOT_DURABLE),
  ];
}
