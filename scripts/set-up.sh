#!/bin/sh
# Creates the virtual environment from a hashed lock file, quietly, and says in plain words what is missing.
# usage: set-up.sh LOCK STAMP    (VENV: the folder of the environment, .venv unless set; PYTHON: the Python to use)
set -u
lock=$1
stamp=$2
venv=${VENV:-.venv}
log=$venv/set-up.log

stop() {
    printf '\n%s\n' "$1" >&2
    shift
    for line in "$@"; do printf '  %s\n' "$line" >&2; done
    exit 1
}

fits() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

python=
for candidate in ${PYTHON:-} python3 python3.13 python3.12 python3.11 python3.14 python; do
    if command -v "$candidate" >/dev/null 2>&1 && fits "$candidate"; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    found=$(python3 --version 2>/dev/null || echo 'no python3 at all')
    stop "Python 3.11 or newer is missing (found: $found)." \
        'Debian, Ubuntu:  sudo apt-get install python3 python3-venv' \
        'macOS:           brew install python@3.13' \
        'elsewhere:       https://www.python.org/downloads/' \
        'If it is installed under another name: make demo PYTHON=/path/to/python3.12'
fi

# An environment whose Python has gone (an upgrade, a moved folder) is made anew.
if [ -d "$venv" ] && ! { [ -x "$venv/bin/python" ] && fits "$venv/bin/python"; }; then
    echo "$venv does not work any more; making it anew"
    rm -rf "$venv"
fi
if [ ! -d "$venv" ]; then
    echo "Creating $venv with $("$python" --version)"
    if ! reason=$("$python" -m venv "$venv" 2>&1); then
        rm -rf "$venv"
        case $reason in
            *ensurepip* | *"No module named venv"*)
                stop "This Python cannot create virtual environments: its venv module is missing." \
                    'Debian, Ubuntu:  sudo apt-get install python3-venv' \
                    'Then run the same command again.' ;;
            *)
                stop "Creating $venv failed:" "$reason" ;;
        esac
    fi
fi

install() {
    "$venv/bin/python" -m pip install --disable-pip-version-check --no-input "$@" >>"$log" 2>&1 && return
    tail -n 15 "$log" >&2
    if grep -q 'DO NOT MATCH THE HASHES' "$log"; then
        stop "A downloaded package is not the one that $lock names (its hash differs)." \
            'It was altered on the way, or a proxy answered in place of the package index.' \
            'Nothing of it was installed. Try again; if it stays, ask whoever runs the index or proxy.'
    elif grep -qiE 'name resolution|name or service not known|connection (refused|broken|to .* timed)|network is unreachable|proxyerror|timed out|newconnectionerror' "$log"; then
        stop 'The package index cannot be reached.' \
            'Check the network. Behind a proxy set HTTPS_PROXY; for an own index set PIP_INDEX_URL.'
    elif grep -qi 'certificate verify failed' "$log"; then
        stop 'The certificate of the package index cannot be verified.' \
            'Behind a proxy that opens TLS, set PIP_CERT to the file with its certificate.'
    elif grep -q 'No space left on device' "$log"; then
        stop 'The disk is full.' "$venv needs about 1 GB."
    elif grep -qE 'No matching distribution found|Could not find a version' "$log"; then
        stop "The package index has no package that fits this Python ($("$venv/bin/python" --version)) and machine," \
            "or it did not answer: see the last lines above, and the whole log in $log." \
            'No network?               Check it; behind a proxy set HTTPS_PROXY, for an own index PIP_INDEX_URL.' \
            'A very new Python?        Choose another one: make clean; make demo PYTHON=python3.12' \
            'An own mirror as index?   It may lack the package that is named.'
    fi
    stop "Installing failed; the whole log is in $log."
}

: >"$log" || stop "Cannot write to $venv." 'Check who owns the folder and whether the disk is writable.'
echo "Installing what $lock names (the first time takes a minute or two; log: $log)"
install --require-hashes -r "$lock"
install --no-build-isolation --no-deps -e .
touch "$stamp"
# The environment for developing holds all of the one for running.
[ "$lock" = requirements-dev.lock ] && touch "$venv/.ready-to-run"
exit 0
