import type { Call } from "../call/call.ts";
import type { PoolConnection } from "../call/dispatcher.ts";
import { Reference } from "../call/reference.ts";
import { arrived } from "../call/scope.ts";
import { DecodingFailure } from "../codec/failure.ts";
import type { TupleParts } from "../codec/reader.ts";
import type { References } from "../connection/collaborators.ts";
import { originalOf } from "../host/host-iterables.ts";
import type { HostObjects } from "../host/host-objects.ts";
import { classesVersion, classOf, type PyClass } from "./classes.ts";
import { Collection } from "./collection.ts";
import { PyObject } from "./py-object.ts";
import { makeUnpackable } from "./unpackable.ts";

interface PythonType {
  readonly names: readonly string[];
  cls: PyClass;
  version: number;
}

/** The Python objects of one worker, each with one JavaScript object while the program holds it. */
export class ReferenceTable implements References<Call> {
  readonly #connection: PoolConnection;
  readonly #hostObjects: HostObjects;
  reading: Call | undefined;
  readonly #objects = new Map<
    number,
    { readonly reference: Reference; readonly object: WeakRef<PyObject> }
  >();
  readonly #types = new Map<number, PythonType>();
  readonly #collection = new Collection();
  readonly #collected = new FinalizationRegistry<Reference>((reference) => this.release(reference));

  constructor(connection: PoolConnection, hostObjects: HostObjects) {
    this.#connection = connection;
    this.#hostObjects = hostObjects;
  }

  get size(): number {
    return this.#objects.size;
  }

  defineType(typeId: number, names: readonly string[]): void {
    this.#types.set(typeId, { names, cls: PyObject, version: -1 });
  }

  receive(handle: number, typeId: number, parts?: TupleParts): PyObject {
    const object = this.#receive(handle, typeId);
    if (parts !== undefined) makeUnpackable(object, parts);
    return object;
  }

  #receive(handle: number, typeId: number): PyObject {
    const known = this.#objects.get(handle);
    const object = known?.object.deref();
    if (known !== undefined && object !== undefined) {
      known.reference.count++;
      arrived(known.reference, this.reading?.scope, false);
      return object;
    }
    // The finalizer of the collected object releases its count. The new object starts with its own.
    return this.#create(handle, typeId);
  }

  #create(handle: number, typeId: number): PyObject {
    const type = this.#types.get(typeId);
    if (type === undefined) throw new DecodingFailure(`type ${typeId} was never defined`);
    if (type.version !== classesVersion) {
      type.cls = classOf(type.names, this.#connection.dispatcher?.environment) ?? PyObject;
      type.version = classesVersion;
    }
    const reference = new Reference(this.#connection, handle, type.names, this);
    const object = Reflect.construct(type.cls as unknown as typeof Object, [reference]) as PyObject;
    this.#objects.set(handle, { reference, object: new WeakRef(object) });
    this.#collected.register(object, reference, reference);
    this.#collection.created(this.#objects.size);
    arrived(reference, this.reading?.scope, true);
    return object;
  }

  hostObject(number: number): unknown {
    return originalOf(this.#hostObjects.get(number)?.value);
  }

  release(reference: Reference): void {
    if (reference.released) return;
    reference.released = true;
    this.#collected.unregister(reference);
    if (this.#objects.get(reference.handle)?.reference === reference) this.#objects.delete(reference.handle);
    this.#connection.release(reference.handle, reference.count);
  }
}
