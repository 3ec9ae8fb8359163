#!/bin/sh
# Writes requirements.lock (to run), requirements-site.lock (to run, serve and export: what the container holds)
# and requirements-dev.lock (to test, lint and measure as well) from pyproject.toml: every package with its hashes, and no word about the index or host they came from.
set -eu
if command -v uv >/dev/null 2>&1; then
    compile() {
        uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate "$@"
    }
elif command -v pip-compile >/dev/null 2>&1; then
    echo 'uv is not installed: pip-compile locks for this Python and platform only' >&2
    compile() {
        pip-compile --quiet --strip-extras --allow-unsafe --generate-hashes --no-header --no-annotate "$@"
    }
else
    echo 'make lock needs uv or pip-compile: pipx install uv' >&2
    exit 1
fi
compile --extra dev --extra site --extra export --extra cluster pyproject.toml -o requirements-dev.lock
# The same versions as those that are tested.
compile --constraint requirements-dev.lock pyproject.toml -o requirements.lock
compile --constraint requirements-dev.lock --extra site --extra export pyproject.toml -o requirements-site.lock
for file in requirements.lock requirements-site.lock requirements-dev.lock; do
    # Where packages come from is the business of whoever installs them; hashes are on lines of their own.
    grep -v '^--' "$file" >"$file.new"
    mv "$file.new" "$file"
    if grep -qE '^--|://' "$file"; then
        echo "$file names an index or a host: remove the line before committing" >&2
        exit 1
    fi
    grep -q '^setuptools==' "$file" || { echo "$file lacks setuptools, which installs rangwan itself" >&2; exit 1; }
done
echo 'requirements.lock, requirements-site.lock and requirements-dev.lock are written; run make test before committing them'
