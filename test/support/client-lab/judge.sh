# Judges TLS servers as OpenSSL's client does: one line "port, host, file of CAs" in, one verdict out.
tab=$(printf '\t')
while IFS="$tab" read -r port host authorities; do
  case $host in
    *[!0-9.]*) set -- -verify_hostname "$host" -servername "$host" ;;
    *.*.*.*) set -- -verify_ip "$host" ;;
    *) set -- -verify_hostname "$host" -servername "$host" ;;
  esac
  if said=$(
    openssl s_client -connect "127.0.0.1:$port" -CAfile "$authorities" -no-CApath -no-CAstore \
      -verify_return_error -brief "$@" </dev/null 2>&1
  ); then
    echo yes
  else
    echo "no $(printf %s "$said" | tr '\n' ' ')"
  fi
done
