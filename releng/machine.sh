# What the scripts of this folder need of the machine: Java, Maven, GTK and a display. Sourced by them.
# shellcheck shell=bash

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
name=$(basename "$0")
target=$root/target
built=$target/built
maven_version=3.9.11
packages=(xvfb libgtk-3-0 adwaita-icon-theme fonts-dejavu-core)

say() {
    printf '%s: %s\n' "$name" "$1" >&2
}

fail() {
    say "$1"
    exit 2
}

# The JDK that builds: 17 or newer, with a compiler.
require_java() {
    local version major
    command -v "${JAVA_HOME:+$JAVA_HOME/bin/}javac" > /dev/null 2>&1 ||
        fail "Lamina needs a JDK, 17 or newer, and there is no ${JAVA_HOME:+$JAVA_HOME/bin/}javac; install one or set JAVA_HOME."
    version=$("${JAVA_HOME:+$JAVA_HOME/bin/}javac" -version 2>&1 | sed -n 's/^javac //p')
    major=${version#1.}
    major=${major%%[!0-9]*}
    [ "${major:-0}" -ge 17 ] ||
        fail "Lamina needs a JDK, 17 or newer, and javac is version ${version:-unknown}; install one or set JAVA_HOME."
}

# Sets maven to a Maven that runs Tycho 4, which is 3.9. An older Maven 3 gets it as an artifact.
require_maven() {
    local version empty
    maven=$target/maven/apache-maven-$maven_version/bin/mvn
    [ -x "$maven" ] && return
    command -v mvn > /dev/null 2>&1 ||
        fail "Lamina is built with Maven, and there is no mvn; install any Maven 3 (Debian, Ubuntu: apt-get install maven)."
    # Not in the clone, whose .mvn folder an older Maven does not understand.
    empty=$(mktemp -d)
    version=$(cd "$empty" && mvn --version 2> /dev/null | sed -n 's/^.*Apache Maven \([0-9.]*\).*/\1/p' | head -n 1)
    case $version in
        3.9 | 3.9.* | 3.[1-9][0-9]*)
            maven=$(command -v mvn)
            ;;
        *)
            say "getting Maven $maven_version with the installed Maven ${version:-of an unknown version}, which is not 3.9"
            mkdir -p "$target/maven"
            # shellcheck disable=SC2086
            (cd "$empty" && mvn --batch-mode ${MAVEN_ARGS:-} \
                org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy \
                -Dartifact=org.apache.maven:apache-maven:$maven_version:tar.gz:bin \
                -DoutputDirectory="$target/maven") > "$target/maven/get.log" 2>&1 ||
                fail "Maven $maven_version could not be fetched from Maven Central; see $target/maven/get.log."
            tar -xzf "$target/maven/apache-maven-$maven_version-bin.tar.gz" -C "$target/maven"
            ;;
    esac
    rmdir "$empty"
}

# Runs Maven on the reactor: the log goes to a file, a line for each step to the terminal. run_maven LOG ARGUMENT...
run_maven() {
    local log=$1 status
    shift
    mkdir -p "$(dirname "$log")"
    (cd "$root" && "$maven" --batch-mode "$@") 2>&1 | tee "$log" | awk -v name="$name" '
        /^(\[INFO\] )?Downloaded from / {
            if (++files % 100 == 0) print name ": " files " files downloaded"
        }
        /^\[INFO\] Building .*\[[0-9]+\/[0-9]+\]$/ { print name ":   " $NF " " $3 }
        /^\[INFO\] Tests run: [0-9]+, .* -- in / { sub(/^\[INFO\] /, ""); print name ":      " $0 }
        /^\[ERROR\]/ && errors++ < 40 { print }
        { fflush() }' >&2
    status=${PIPESTATUS[0]}
    [ "$status" -eq 0 ] || say "Maven failed; its whole log is $log"
    return "$status"
}

# Whether nothing that goes into the product changed since it was built: files by their time at the start of the build, and
# folders, whose time changes when a file is deleted, by their time at its end.
is_built() {
    [ -e "$built/finished" ] && [ -z "$(cd "$root" && find \
        pom.xml .mvn target-platform bundles features releng/org.lamina.pins releng/org.lamina.product releng/org.lamina.site \
        \( -name target -o -name bin -o -name lib \) -prune \
        -o \( -type f -newer "$built/started" -o -type d -newer "$built/finished" \) -print | head -n 1)" ]
}

# Compiles everything anew: the compiler looks at files that changed, and not at those that use what changed.
build_starts() {
    rm -rf "$root"/bundles/*/target/classes "$root"/tests/*/target/*classes
    mkdir -p "$built"
    rm -f "$built/finished"
    touch "$built/started"
}

build_ends() {
    touch "$built/finished"
}

missing_packages() {
    command -v Xvfb > /dev/null 2>&1 || echo Xvfb
    /sbin/ldconfig -p 2> /dev/null | grep 'libgtk-3\.so\.0' > /dev/null || echo "GTK 3"
    [ -n "$(find /usr/share/fonts /usr/local/share/fonts \( -name '*.ttf' -o -name '*.otf' \) -print 2> /dev/null | head -n 1)" ] ||
        echo fonts
}

# Gets GTK, fonts and Xvfb where the package manager may be used, or says how to. Only Linux needs them.
require_gtk() {
    local missing as_root=
    [ "$(uname -s)" = Linux ] || return 0
    missing=$(missing_packages | paste -sd, - | sed 's/,/, /g')
    [ -n "$missing" ] || return 0
    command -v apt-get > /dev/null 2>&1 ||
        fail "The workbench needs $missing: install GTK 3, Xvfb and the DejaVu fonts (Fedora: dnf install gtk3 xorg-x11-server-Xvfb dejavu-sans-fonts)."
    if [ "$(id -u)" -ne 0 ]; then
        as_root="sudo -n"
        sudo -n true 2> /dev/null ||
            fail "The workbench needs $missing: run  sudo apt-get install ${packages[*]}"
    fi
    say "installing ${packages[*]}, for $missing"
    mkdir -p "$target"
    {
        $as_root env DEBIAN_FRONTEND=noninteractive apt-get update &&
            $as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "${packages[@]}"
    } > "$target/packages.log" 2>&1 < /dev/null ||
        fail "apt-get could not install them; see $target/packages.log, or run  apt-get install ${packages[*]}"
    missing=$(missing_packages | paste -sd, - | sed 's/,/, /g')
    [ -z "$missing" ] || fail "The workbench still lacks $missing after  apt-get install ${packages[*]}"
}

has_display() {
    [ "$(uname -s)" != Linux ] || [ -n "${DISPLAY:-}" ] || [ -n "${WAYLAND_DISPLAY:-}" ]
}

# Starts an X server that shows nothing, on a free display, until the script ends.
start_xvfb() {
    local number
    number=$(mktemp)
    Xvfb -displayfd 3 -screen 0 1600x1000x24 -nolisten tcp 3> "$number" > /dev/null 2>&1 &
    xvfb=$!
    trap 'kill "$xvfb" 2> /dev/null' EXIT
    for _ in $(seq 100); do
        [ -s "$number" ] && break
        kill -0 "$xvfb" 2> /dev/null || break
        sleep 0.1
    done
    [ -s "$number" ] || fail "Xvfb does not start; run  Xvfb -displayfd 1  to see why."
    DISPLAY=:$(tr -d '[:space:]' < "$number")
    export DISPLAY GDK_BACKEND=x11
    rm -f "$number"
}
