import type { Pool, PyObject } from "../../../src/runtime/index.ts";

const program = `
import asyncio, concurrent.futures, sqlite3, threading

local = threading.local()
lock = threading.RLock()
marks = []

def in_pool(function, count, threads):
    with concurrent.futures.ThreadPoolExecutor(threads) as pool:
        return list(pool.map(function, range(count)))

def in_thread(function, *args):
    outcome = concurrent.futures.Future()
    def run():
        try:
            outcome.set_result(function(*args))
        except BaseException as error:
            outcome.set_exception(error)
    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return outcome.result()

def run_and_join(thread):
    thread.start()
    thread.join()

def start(function, *args):
    threading.Thread(target=function, args=args, daemon=True).start()

def ident(*_):
    return threading.get_ident()

def main_ident():
    return threading.main_thread().ident

def call(function, *args):
    return function(*args)

def set_local(value):
    local.value = value

def get_local():
    return local.value

def locked(function):
    with lock:
        return function()

def take_lock():
    if not lock.acquire(timeout=5):
        return False
    lock.release()
    return True

def database(function):
    def body():
        connection = sqlite3.connect(":memory:")
        try:
            return function(connection)
        finally:
            connection.close()
    return in_thread(body)

async def later(value):
    await asyncio.sleep(0)
    return value

def block(event, value=None):
    event.wait(60)
    return value

def mark(value):
    marks.append(value)

def numbers(n):
    return {"n": n, "lock": threading.Lock(), "all": list(range(n))}
`;

/** The names of functions that call others from threads, in a worker. */
export async function defineThreads(pool: Pool): Promise<PyObject> {
  const scope = await pool.call<PyObject>("builtins", "dict").ref();
  await pool.call("builtins", "exec", [program, scope]);
  return scope as PyObject;
}
