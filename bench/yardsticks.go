package main

import (
	"github.com/google/uuid"
	"github.com/oklog/ulid/v2"
)

// Inputs that the compiler must not know.
var (
	inUUID = "f47ac10b-58cc-0372-8567-0e02b2c3d479"
	inULID = "01ARZ3NDEKTSV4RRFFQ69G5FAV"
)

var uuidParse = contender{"uuid.Parse of a UUID", func(n int) {
	for range n {
		sink.uuid, sink.err = uuid.Parse(inUUID)
	}
}}

var ulidParse = contender{"ulid.ParseStrict of a ULID", func(n int) {
	for range n {
		sink.ulid, sink.err = ulid.ParseStrict(inULID)
	}
}}

var regionParse = contender{"language.ParseRegion of NO", textRegion.bind("NO")}
