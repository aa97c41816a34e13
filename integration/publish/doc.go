// Package publish does with the module what its users will do once a version is
// tagged: its tests pack it as the go command packs a version, serve it from a
// folder, and get, build, vet, test and install it from outside of the repository.
// Its tests are all of it.
package publish
