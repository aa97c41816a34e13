package service

import (
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"net/http"
	"strings"
	"time"
)

// wrongTokens is the number of wrong tokens that a client may send at once. It
// may send one more each minute.
const wrongTokens = 10

// minToken is the least number of bytes of a token: whoever has many addresses can
// try many.
const minToken = 16

// errToken is the error for a token that is too short, for example because
// somebody typed it.
var errToken = errors.New("service: the token has less than 16 bytes")

// permitted reports whether a request has the token, and answers it otherwise. A
// wrong token costs a guess. A client without guesses is refused even with the
// right token, or the answer would tell that it is right.
func (s *Service) permitted(w http.ResponseWriter, r *http.Request) bool {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	given, want := sha256.Sum256([]byte(token)), sha256.Sum256([]byte(s.token)) // of equal length, so that no time tells the token's
	right := subtle.ConstantTimeCompare(given[:], want[:]) == 1 && strings.EqualFold(scheme, "Bearer") && s.token != ""
	client, now := visitOf(r).client, time.Now()
	switch {
	case right && !s.tokens.spent(client, now):
		return true
	case right || s.tokens.take(client, 1, now) > 0:
		retryAfter(w, time.Minute)
		s.refuse(w, http.StatusTooManyRequests, "Too many wrong tokens")
	default:
		w.Header().Set("WWW-Authenticate", "Bearer")
		s.refuse(w, http.StatusUnauthorized, "Only the shop may issue vouchers")
	}
	return false
}
