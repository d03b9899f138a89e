from nacl import hash, pwhash, secret, utils
from nacl.encoding import HexEncoder
from nacl.exceptions import BadSignatureError, CryptoError
from nacl.public import Box, PrivateKey
from nacl.signing import SigningKey, VerifyKey
from show import raised, show

key = bytes(range(32))
box = secret.SecretBox(key)
nonce = bytes(24)
sealed = box.encrypt(b"attack at dawn", nonce)
show("sealed", bytes(sealed), sealed.nonce == nonce, len(sealed.ciphertext))
show("opened", box.decrypt(sealed), box.decrypt(sealed.ciphertext, nonce))
show("sizes", secret.SecretBox.KEY_SIZE, secret.SecretBox.NONCE_SIZE, len(utils.random(16)))
show("forged", raised(lambda: box.decrypt(b"x" * 40 + bytes(sealed)[40:])), issubclass(BadSignatureError, CryptoError))

signing = SigningKey(key)
signed = signing.sign(b"hello")
show("signed", signed.message, signed.signature.hex()[:16], signing.verify_key.encode(encoder=HexEncoder))
verify = VerifyKey(signing.verify_key.encode(HexEncoder), encoder=HexEncoder)
show("verified", verify.verify(signed), verify == signing.verify_key)
show("bad", raised(lambda: verify.verify(b"hellp", signed.signature)))

ada, bo = PrivateKey(key), PrivateKey(key[::-1])
message = Box(ada, bo.public_key).encrypt(b"hi", nonce, encoder=HexEncoder)
show("box", message, Box(bo, ada.public_key).decrypt(message, encoder=HexEncoder))
show("hash", hash.sha256(b"abc"), hash.blake2b(b"abc", digest_size=16, encoder=HexEncoder))
kdf = pwhash.argon2id.kdf(16, b"secret", bytes(16), opslimit=1, memlimit=8192)
show("kdf", kdf.hex(), pwhash.argon2id.SALTBYTES)
show("wrong size", raised(lambda: secret.SecretBox(b"short")))
