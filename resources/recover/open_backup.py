"""Open a PeerDesk backup without PeerDesk: to one plain SQLite file, or to a folder of CSV files.

    python3 open_backup.py FILE.peerdesk-backup OUT.sqlite       or:  … OUT-FOLDER --csv

Needs Python 3.11 and the packages argon2-cffi, cryptography and sqlcipher3. Asks for the passphrase
or the 12 recovery words, a space between each; without a terminal, that is the first line of
standard input. What it writes is NOT encrypted. It writes over nothing, and writes nothing before
every check held (see PeerDesk's SECURITY.md). Exit codes: 0 done, 1 you can mend it, 2 wrong usage,
3 the backup is not as PeerDesk made it, 4 wrong passphrase.
"""

import csv, getpass, hashlib, hmac, json, os, struct, sys, tempfile, unicodedata, zlib
from contextlib import closing, suppress
from pathlib import Path

from argon2 import exceptions, low_level
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlcipher3 import dbapi2

LIMITS = {"manifest.json": 4096, "keys.json": 65536, "vault.db": 2**32 - 2**20}
TABLES = "SELECT name FROM pragma_table_list WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
DAMAGED = "this is no backup as PeerDesk made it: another file, or damaged, cut off or altered"


def require(holds, reason, code=3):
    if not holds:
        print(f"Not opened: {reason}", file=sys.stderr)
        sys.exit(code)


def without(members, *left_out):
    """The one spelling of a JSON object, without some of its members."""
    kept = {name: value for name, value in members.items() if name not in left_out}
    return json.dumps(kept, sort_keys=True, separators=(",", ":")).encode()


def parsed(raw, kind, version, count, end=b""):
    found = json.loads(raw)
    require(found["format"] == kind, DAMAGED)
    require(found[version] == 1, "this backup is of another version of the format")
    require(without(found) + end == raw and len(found) == count, DAMAGED)
    return found


def read_container(file):
    """Manifest, key slots and the database's place; all other bytes follow from these."""
    parts, directory = [], b""
    for name, limit in LIMITS.items():
        offset, raw = file.tell(), file.read(30 + len(name))
        crc, size = struct.unpack_from("<II", raw.ljust(30), 14)
        fields = struct.pack("<5HIIIHH", 10, 0, 0, 0, 33, crc, size, size, len(name), 0)
        require(raw == b"PK\3\4" + fields + name.encode() and 0 < size <= limit, DAMAGED)
        parts.append((file.tell(), size, crc) if name == "vault.db" else file.read(size))
        require(name == "vault.db" or zlib.crc32(parts[-1]) == crc, DAMAGED)
        place = struct.pack("<HHHII", 0, 0, 0, 0o100600 << 16, offset)
        directory += b"PK\1\2" + struct.pack("<H", 3 << 8 | 20) + fields + place + name.encode()
    offset = file.seek(size, os.SEEK_CUR)
    end = b"PK\5\6" + struct.pack("<4HIIH", 0, 0, 3, 3, len(directory), offset, 0)
    require(file.read(1000) == directory + end, DAMAGED)
    return parts


def unlocked(keys):
    """The master key, out of the slot that a secret opens. A try is dear: bounds come first."""
    costs = [(slot["iterations"], slot["memory_kib"], slot["lanes"]) for slot in keys["slots"]]
    for passes, memory, lanes in costs:
        holds = 2**16 <= memory <= 2**21 and 1 <= lanes <= 16 and passes <= 64
        require(holds and passes >= (1 if memory == 2**21 else 3), "cost out of bounds")
    require(sum(passes * memory for passes, memory, _ in costs) <= 2**26, "cost out of bounds")
    ask = getpass.getpass if sys.stdin.isatty() else lambda _: sys.stdin.readline().rstrip("\r\n")
    secret = unicodedata.normalize("NFKC", ask("Passphrase or recovery words: "))
    for slot, cost in zip(keys["slots"], costs, strict=True):
        text = " ".join(secret.casefold().split()) if slot["kind"] == "recovery" else secret
        salt, nonce, wrapped = (bytes.fromhex(slot[name]) for name in ("salt", "nonce", "wrapped"))
        key = low_level.hash_secret_raw(text.encode(), salt, *cost, 32, low_level.Type.ID)
        bound = without({**slot, "vault": keys["vault"]}, "wrapped")
        with suppress(InvalidTag):
            return ChaCha20Poly1305(key).decrypt(nonce, wrapped, bound)
    return require(False, "wrong passphrase", code=4)


def subkey(master, keys, purpose, size=32):
    salt = bytes.fromhex(keys["vault"].replace("-", ""))
    return HKDF(SHA256(), size, salt, f"peerdesk/1/{purpose}".encode()).derive(master)


def decrypted(file, copy):
    """A connection to the database, put into the file `copy` as encrypted as it is."""
    raw, slots, (start, size, crc) = read_container(file)
    manifest = parsed(raw, "peerdesk-backup", "format_version", 11)
    told = hashlib.sha256(slots).hexdigest(), size
    require(told == (manifest["keys_sha256"], manifest["payload_size"]), DAMAGED)
    keys = parsed(slots, "peerdesk-keys", "version", 7, b"\n")
    require(hashlib.sha256(without(keys, "checksum")).hexdigest() == keys["checksum"], DAMAGED)
    master = unlocked(keys)
    for signed, purpose in ((keys, "header"), (manifest, "backup")):
        body = without(signed, "mac", "checksum")
        mac = hmac.digest(subkey(master, keys, purpose), body, "sha256").hex()
        require(hmac.compare_digest(mac, signed["mac"]), DAMAGED)
    digest, check = hashlib.sha256(), 0
    file.seek(start)
    with copy.open("xb") as target:
        while chunk := file.read(min(2**20, start + size - file.tell())):
            digest.update(chunk)
            check = zlib.crc32(chunk, check)
            target.write(chunk)
    require(check == crc and digest.hexdigest() == manifest["payload_sha256"], DAMAGED)
    database = dbapi2.connect(copy, isolation_level=None)
    database.execute(f"PRAGMA key = \"x'{subkey(master, keys, 'database', 48).hex()}'\"")
    require(not database.execute("PRAGMA cipher_integrity_check").fetchall(), DAMAGED)
    return database


def write(database, out, as_csv):
    if not as_csv:
        database.execute("ATTACH DATABASE ? AS plain KEY ''", (str(out),))
        return database.execute("SELECT sqlcipher_export('plain')").fetchall()
    out.mkdir()
    for (name,) in database.execute(TABLES).fetchall():
        require(name.isidentifier(), DAMAGED)
        rows = database.execute(f"SELECT * FROM {name}")
        with (out / f"{name}.csv").open("x", encoding="utf-8", newline="") as file:
            table = csv.writer(file)
            table.writerow([column[0] for column in rows.description])
            table.writerows(rows)


def main():
    require(len(sys.argv) == 3 or sys.argv[3:] == ["--csv"], __doc__, code=2)
    backup, out, as_csv = Path(sys.argv[1]), Path(sys.argv[2]), len(sys.argv) == 4
    require(not os.path.lexists(out), f"{out} exists, and is not written over", code=1)
    os.umask(0o077)
    try:
        with backup.open("rb") as file, tempfile.TemporaryDirectory(dir=out.parent) as beside:
            with closing(decrypted(file, Path(beside, "copy"))) as database:
                write(database, Path(beside, "made"), as_csv)
            Path(beside, "made").rename(out)
    except (OSError, MemoryError, exceptions.HashingError, dbapi2.OperationalError) as error:
        require(False, error, code=1)
    except (KeyError, TypeError, ValueError, RecursionError, dbapi2.DatabaseError):
        require(False, DAMAGED)
    print(f"Opened. {out} is NOT encrypted: whoever gets hold of it can read it.")


if __name__ == "__main__":
    main()
