// An integration spec starts processes and databases of its own, on machines that are busy with other things.
const INTEGRATION_TIMEOUT_MS = 60_000;
jest.setTimeout(INTEGRATION_TIMEOUT_MS);
