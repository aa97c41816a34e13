package service

import (
	"crypto/sha256"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// clientOf returns the address of the sender of a request. Behind a proxy that
// is the proxy, so such a service needs another function, such as that of
// [ClientIn].
func clientOf(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}

// ClientIn returns a function for [Config] that finds the address of the sender
// in a header that a single proxy sets or adds to, such as X-Forwarded-For. It is
// the last one there: those before it may come from the sender. Requests without
// the header share one allowance.
func ClientIn(header string) func(*http.Request) string {
	return func(r *http.Request) string {
		all := r.Header.Values(header)
		if len(all) == 0 {
			return ""
		}
		last := all[len(all)-1]
		last = strings.TrimSpace(last[strings.LastIndexByte(last, ',')+1:])
		if host, _, err := net.SplitHostPort(last); err == nil { // each connection has another port
			return host
		}
		return strings.Trim(last, "[]")
	}
}

// maxClient is the number of bytes of the name of a client that is not hashed.
const maxClient = 64

// household returns the client that an address stands for: the address, or for
// IPv6 the 64 bits of it that a household has. A text that is no address stands
// for itself, or for its hash if it is long, so that little is remembered of it.
func household(client string) string {
	address, err := netip.ParseAddr(client)
	if err != nil && len(client) > maxClient {
		return fmt.Sprintf("%x", sha256.Sum256([]byte(client)))
	}
	if err != nil {
		return client
	}
	if address = address.Unmap(); address.Is6() {
		if prefix, err := address.WithZone("").Prefix(64); err == nil {
			return prefix.String()
		}
	}
	return address.String()
}

// site returns the network of 48 bits that a household of IPv6 is in, or "" for
// another client. A single customer often has all of such a network, which is
// 65,536 households.
func site(client string) string {
	prefix, err := netip.ParsePrefix(client)
	if err != nil || prefix.Bits() != 64 {
		return ""
	}
	wide, err := prefix.Addr().Prefix(48)
	if err != nil {
		return ""
	}
	return wide.String()
}
