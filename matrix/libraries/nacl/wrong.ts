import { hash } from "#py/nacl";
import { Box, type PrivateKey } from "#py/nacl/public";
import { SigningKey } from "#py/nacl/signing";

declare const key: PrivateKey;
// @ts-expect-error a missing argument
Box.new(key);
// @ts-expect-error a misspelt keyword
hash.blake2b(new Uint8Array(1), { digestsize: 16 });
// @ts-expect-error a wrong type
SigningKey.new(32);
