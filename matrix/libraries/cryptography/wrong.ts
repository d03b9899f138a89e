import { Fernet } from "#py/cryptography/fernet";
import type { AESGCM } from "#py/cryptography/hazmat/primitives/ciphers/aead";

declare const [fernet, aead]: [Fernet, AESGCM];
// @ts-expect-error a missing argument
Fernet.new();
// @ts-expect-error a wrong type
fernet.encrypt(5);
// @ts-expect-error a misspelt keyword
fernet.decrypt(new Uint8Array(1), { time_to_live: 5 });
// @ts-expect-error a missing argument
aead.encrypt(new Uint8Array(12));
