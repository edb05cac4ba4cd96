import { type Profiler } from 'node:inspector';

/** Shares of the processor time, largest first. What waited is left out. */
export type ProfileSummary = Readonly<{
  areas: readonly (readonly [area: string, share: number])[];
  functions: readonly (readonly [name: string, share: number])[];
}>;

const FUNCTIONS_SHOWN = 25;
const IDLE = ['(idle)', '(root)'];

/** What the url of a function says of it, the first that fits. */
const AREAS: readonly (readonly [pattern: RegExp, area: (found: string) => string])[] = [
  [/.*node_modules\/((?:@[^/]+\/)?[^/]+)/, (found) => found],
  [/\/dist\/(?:libs|apps)\/([^/]+)\//, (found) => `ours: ${found}`],
  [/^(node):/, (found) => found],
  [/^()$/, () => 'native code of node'],
  [/()/, () => 'bench'],
];

function areaOf({ url, functionName }: Profiler.ProfileNode['callFrame']): string {
  if (functionName === '(garbage collector)') return 'garbage collection';
  for (const [pattern, area] of AREAS) {
    const found = pattern.exec(url)?.[1];
    if (found !== undefined) return area(found);
  }
  return url;
}

function sharesOf(times: ReadonlyMap<string, number>, all: number) {
  return [...times]
    .sort(([, left], [, right]) => right - left)
    .map(([name, time]): readonly [string, number] => [name, time / all]);
}

function add(times: Map<string, number>, name: string, time: number): void {
  times.set(name, (times.get(name) ?? 0) + time);
}

/** Where the processor time of a profile went: by package or library, and by function, without what they called. */
export function profileSummary(profile: Profiler.Profile): ProfileSummary {
  const selfTimes = new Map<number, number>();
  profile.samples?.forEach((id, place) => {
    selfTimes.set(id, (selfTimes.get(id) ?? 0) + (profile.timeDeltas?.[place] ?? 0));
  });
  const areas = new Map<string, number>();
  const functions = new Map<string, number>();
  let all = 0;
  for (const { id, callFrame } of profile.nodes) {
    const time = selfTimes.get(id) ?? 0;
    if (IDLE.includes(callFrame.functionName)) continue;
    all += time;
    add(areas, areaOf(callFrame), time);
    const where = `${callFrame.url.replace(/^.*\/(?=(node_modules|dist)\/)/, '')}:${callFrame.lineNumber + 1}`;
    add(functions, `${callFrame.functionName || '(anonymous)'} ${where}`, time);
  }
  return {
    areas: sharesOf(areas, all),
    functions: sharesOf(functions, all).slice(0, FUNCTIONS_SHOWN),
  };
}
