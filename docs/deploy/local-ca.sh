#!/bin/sh
# An authority of a mall's own network, and what it issues to the server: see tls.md beside this file.
#   local-ca.sh authority FOLDER NAME          once, on a machine that is not the server
#   local-ca.sh certificate FOLDER HOST…       for the server: names and addresses, the first is the usual one; again before it ends
set -eu
umask 077

YEARS_OF_AUTHORITY=10
# Browsers of some makers take nothing longer from anybody.
DAYS_OF_CERTIFICATE=397

usage() {
  sed -n '3,4s/^# *//p' "$0" >&2
  exit 2
}

[ $# -ge 3 ] || usage
what=$1 folder=$2
shift 2

case $what in
authority)
  [ ! -e "$folder/authority.key" ] || { echo "$folder/authority.key is there already" >&2; exit 1; }
  mkdir -p "$folder"
  openssl ecparam -name prime256v1 -genkey -noout -out "$folder/authority.key"
  # It may issue certificates for servers and nothing below it may issue any.
  openssl req -x509 -new -key "$folder/authority.key" -sha256 -days $((YEARS_OF_AUTHORITY * 365)) -subj "/CN=$1" \
    -addext basicConstraints=critical,CA:TRUE,pathlen:0 -addext keyUsage=critical,keyCertSign,cRLSign \
    -out "$folder/authority.pem"
  echo "$folder/authority.pem is what devices are to trust. $folder/authority.key leaves this machine never."
  ;;
certificate)
  names=
  for host; do
    case $host in
    *[!0-9.:a-fA-F]*) name=DNS:$host ;;
    *.*.*.* | *:*) name=IP:$host ;;
    *) name=DNS:$host ;;
    esac
    names=${names:+$names,}$name
  done
  # The key first beside its place: the server must not meet a new key with an old certificate for longer than it takes.
  openssl ecparam -name prime256v1 -genkey -noout -out "$folder/server.key.new"
  openssl req -new -key "$folder/server.key.new" -subj "/CN=$1" -out "$folder/server.csr"
  printf 'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=serverAuth\nsubjectAltName=%s\n' "$names" >"$folder/server.ext"
  openssl x509 -req -in "$folder/server.csr" -CA "$folder/authority.pem" -CAkey "$folder/authority.key" -CAcreateserial \
    -sha256 -days $DAYS_OF_CERTIFICATE -extfile "$folder/server.ext" -out "$folder/server.pem.new"
  mv "$folder/server.key.new" "$folder/server.key"
  mv "$folder/server.pem.new" "$folder/server.pem"
  rm -f "$folder/server.csr" "$folder/server.ext"
  echo "$folder/server.pem and $folder/server.key are the server's."
  ;;
*) usage ;;
esac
