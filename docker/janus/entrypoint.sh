#!/bin/sh
# Fills the configuration in from the environment, in a folder that only this user can read, and becomes Janus.
set -eu

fail() {
  echo "janus: $1" >&2
  exit 64
}

# What goes into a file's quotes must not be able to end them.
plain() {
  case $2 in
    *[!A-Za-z0-9_.:,/-]*) fail "$1 may hold only letters, digits and _ . : , / -" ;;
  esac
}

secret=${JANUS_ADMIN_SECRET:-}
[ "${#secret}" -ge 16 ] || fail "JANUS_ADMIN_SECRET must have at least 16 characters; the same as Ajar's"
templates=${JANUS_TEMPLATES:-/usr/local/share/ajar-janus}
modules=${JANUS_MODULES:-/opt/janus/lib/janus}
rtp_ports=${JANUS_RTP_PORTS:-20000-29999}
interfaces=${JANUS_INTERFACES:-}
public_address=${JANUS_PUBLIC_ADDRESS:-}
ice_lite=${JANUS_ICE_LITE:-false}
ipv6=${JANUS_IPV6:-false}
api_port=${JANUS_API_PORT:-8188}
admin_port=${JANUS_ADMIN_PORT:-7188}

plain JANUS_ADMIN_SECRET "$secret"
plain JANUS_RTP_PORTS "$rtp_ports"
plain JANUS_INTERFACES "$interfaces"
plain JANUS_PUBLIC_ADDRESS "$public_address"
case $ice_lite$ipv6 in
  truetrue | truefalse | falsetrue | falsefalse) ;;
  *) fail "JANUS_ICE_LITE and JANUS_IPV6 must be true or false" ;;
esac
case $api_port$admin_port in
  *[!0-9]*) fail "JANUS_API_PORT and JANUS_ADMIN_PORT must be numbers" ;;
esac

others() {
  for file in "$modules/$1"/*.so; do
    name=${file##*/}
    [ "$name" = "$2" ] || printf '%s,' "$name"
  done
}

setting() {
  [ -z "$2" ] || printf '%s = "%s"' "$1" "$2"
}

umask 077
folder=$(mktemp -d)
for template in "$templates"/*.jcfg; do
  sed \
    -e "s|@FOLDER@|$folder|g" \
    -e "s|@MODULES@|$modules|g" \
    -e "s|@SECRET@|$secret|g" \
    -e "s|@EVENT_LOOPS@|$(nproc)|g" \
    -e "s|@OTHER_PLUGINS@|$(others plugins libjanus_videoroom.so)|g" \
    -e "s|@OTHER_TRANSPORTS@|$(others transports libjanus_websockets.so)|g" \
    -e "s|@RTP_PORTS@|$rtp_ports|g" \
    -e "s|@IPV6@|$ipv6|g" \
    -e "s|@ICE_LITE@|$ice_lite|g" \
    -e "s|@INTERFACES@|$(setting ice_enforce_list "$interfaces")|g" \
    -e "s|@PUBLIC_ADDRESS@|$(setting nat_1_1_mapping "$public_address")|g" \
    -e "s|@API_PORT@|$api_port|g" \
    -e "s|@ADMIN_PORT@|$admin_port|g" \
    "$template" > "$folder/${template##*/}"
done
exec janus --configs-folder="$folder" --config="$folder/janus.jcfg"
