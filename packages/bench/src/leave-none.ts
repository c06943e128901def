/** A signal ends this process as an exit does, so that the processes it started are ended too. */
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
