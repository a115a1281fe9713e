# SPDX-License-Identifier: GPL-3.0-or-later
"""Kills commands at random moments: what they leave has its name only when it is whole, the library is in order,
and every form that was there, or was said to be there, still is.  ZIPING_ROUNDS says how often for each command."""

import glob
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import uuid
import zipfile

COMMAND = os.environ["ZIPING_PROGRAM"]
TESTS = os.environ["G_TEST_SRCDIR"]
ROUNDS = int(os.environ.get("ZIPING_ROUNDS", "4"))


def fail(text):
    print(f"Bail out! {text}")
    sys.exit(1)


def run(*arguments):
    return subprocess.run([COMMAND, *arguments], capture_output=True, text=True, check=False)


def kill_at_random(longest, *arguments):
    """Returns what the command had said, and whether it came to its end."""
    process = subprocess.Popen([COMMAND, *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    time.sleep(random.uniform(0, longest))
    process.kill()
    said = process.communicate()[0]
    return said, process.returncode == 0


def measure(*arguments):
    start = time.monotonic()
    done = run(*arguments)
    if done.returncode not in (0, 1):
        fail(f"{arguments}: {done.stderr}")
    return time.monotonic() - start


def make_forms(folder, n):
    """Copies of published forms, each with an id of its own."""
    sources = sorted(glob.glob(os.path.join(TESTS, "golden/urumqi-2020/*.ziping")))
    os.makedirs(folder)
    for i in range(n):
        with open(sources[i % len(sources)], encoding="utf-8") as file:
            form = json.load(file)
        form["id"] = str(uuid.uuid4())
        with open(os.path.join(folder, f"{i}.ziping"), "w", encoding="utf-8") as file:
            json.dump(form, file, ensure_ascii=False)
    return sorted(glob.glob(os.path.join(folder, "*.ziping")))


def is_whole(path):
    with open(path, "rb") as file:
        content = file.read()
    if content.startswith(b"PK"):
        return zipfile.ZipFile(path).testzip() is None
    if content.startswith(b"%PDF"):
        return content.rstrip().endswith(b"%%EOF")
    return content.startswith(b"{") and bool(json.loads(content))


def check_files(folder):
    for path in glob.glob(os.path.join(folder, "*")):
        try:
            whole = is_whole(path)
        except (ValueError, zipfile.BadZipFile) as error:
            whole = False
            print(f"# {error}")
        if not whole:
            fail(f"{os.path.basename(path)} is not whole")


def list_ids(store):
    with sqlite3.connect(store) as database:
        answer = database.execute("PRAGMA integrity_check").fetchone()[0]
    if answer != "ok":
        fail(f"integrity_check says {answer}")
    done = run("--store", store, "list", "--json")
    if done.returncode != 0:
        fail(f"the library cannot be listed: {done.stderr}")
    return {form["id"] for form in json.loads(done.stdout)}


def kill_writers(folder, name, command):
    """Commands that write files: export, import, pack."""
    out = os.path.join(folder, name)
    os.makedirs(out)
    longest = measure(*command(out))
    for _ in range(ROUNDS):
        shutil.rmtree(out)
        os.makedirs(out)
        kill_at_random(longest, *command(out))
        check_files(out)
    shutil.rmtree(out)
    os.makedirs(out)
    measure(*command(out))
    print(f"# {name}: {ROUNDS} kills within {longest:.2f} s")


def kill_store(folder, name, before, command):
    """Commands that change a library; @before makes it and returns the forms that must stay."""
    store = os.path.join(folder, name + ".db")
    before(store)
    longest = measure("--store", store, *command())
    for _ in range(ROUNDS):
        for rest in glob.glob(store + "*"):
            os.remove(rest)
        kept = before(store)
        said, _ = kill_at_random(longest, "--store", store, *command())
        ids = list_ids(store)
        if not kept <= ids:
            fail(f"{name}: forms are lost")
        confirmed = {word for line in said.splitlines() for word in line.split() if len(word) == 36}
        if not confirmed <= ids:
            fail(f"{name}: said to be there, and is not: {confirmed - ids}")
        measure("--store", store, *command())
    print(f"# {name}: {ROUNDS} kills within {longest:.2f} s")


def main():
    seed = int(os.environ.get("ZIPING_SEED", random.randrange(1 << 30)))
    random.seed(seed)
    print(f"# seed {seed}")
    with tempfile.TemporaryDirectory() as folder:
        forms = make_forms(os.path.join(folder, "forms"), 6)
        more = make_forms(os.path.join(folder, "more"), 6)
        books = os.path.join(folder, "books")
        os.makedirs(books)
        measure("export", *forms, "--to", "xlsx", "-o", books)
        sheets = sorted(glob.glob(books + "/*.xlsx"))
        package = os.path.join(folder, "package.ziping")

        def with_forms(store):
            measure("--store", store, "add", *forms)
            return list_ids(store)

        def old(store):
            versions = sorted(glob.glob(os.path.join(TESTS, "store/library-v*.db")))
            shutil.copy(random.choice(versions), store)
            with sqlite3.connect(store) as database:
                return {row[0] for row in database.execute("SELECT id FROM forms WHERE deleted = 0")}

        source = os.path.join(folder, "source.db")
        measure("--store", source, "add", *more)
        ids = sorted(list_ids(source))
        measure("--store", source, "pack", *ids, "-o", package)

        kill_writers(folder, "export-xlsx", lambda out: ["export", *forms, "--to", "xlsx", "-o", out, "--force"])
        kill_writers(folder, "export-pdf", lambda out: ["export", *forms, "--to", "pdf", "-o", out, "--force"])
        kill_writers(folder, "import", lambda out: ["import", *sheets, "-o", out])
        kill_writers(folder, "pack", lambda out: ["--store", source, "pack", *ids, "-o", os.path.join(out, "a.ziping")])
        kill_store(folder, "add", with_forms, lambda: ["add", *more])
        kill_store(folder, "unpack", with_forms, lambda: ["unpack", package])
        kill_store(folder, "migrate", old, lambda: ["list"])
    print(f"ok 1 - {7 * ROUNDS} commands killed\n1..1")


if __name__ == "__main__":
    main()
