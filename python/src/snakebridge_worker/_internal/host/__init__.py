"""What lives in the TypeScript program and is used from Python: functions, iterables, classes made of functions."""
