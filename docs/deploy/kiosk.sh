#!/bin/sh
# Starts the kiosk's browser: kiosk.sh [ADDRESS [MORE FLAGS…]]. Started by kiosk.service; what each flag is for stands in kiosk.md.
address=${1:-https://315.example.com/kiosk}
[ $# -gt 0 ] && shift
profile=${KIOSK_PROFILE:-$HOME/kiosk-profile}

# The screen neither sleeps nor locks.
if command -v xset >/dev/null 2>&1; then xset s off -dpms || true; fi

exec chromium \
  --kiosk \
  --user-data-dir="$profile" \
  --no-first-run \
  --noerrdialogs \
  --disable-session-crashed-bubble \
  --disable-features=BackForwardCache,TranslateUI \
  --disable-breakpad \
  --disable-crash-reporter \
  --disable-pinch \
  --overscroll-history-navigation=0 \
  --kiosk-printing \
  --password-store=basic \
  --lang=zh-CN \
  --accept-lang=zh-CN \
  "$@" \
  "$address"
