// Command playground builds the page of this folder from the checkout that it
// is in and serves it: the library compiled to WebAssembly, and static files.
//
//	go run -C playground .               # serves it and prints the address
//	go run -C playground . -out DIR      # writes the files for any static host
package main

import (
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"slices"
	"time"
)

func main() {
	listen := flag.String("listen", "127.0.0.1:0", "serve on `ADDRESS`; port 0 is any that is free")
	out := flag.String("out", "", "write the files to the folder `DIR` instead of serving them")
	flag.Parse()
	if flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(*listen, *out, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "playground:", err)
		os.Exit(1)
	}
}

func run(listen, out string, stdout io.Writer) error {
	s, err := build()
	if err != nil {
		return err
	}
	if out != "" {
		if err := s.write(out); err != nil {
			return err
		}
		return s.report(stdout)
	}
	l, err := net.Listen("tcp", listen)
	if err != nil {
		return err
	}
	fmt.Fprintf(stdout, "http://%v/\n", l.Addr())
	server := http.Server{Handler: s, ReadHeaderTimeout: 10 * time.Second}
	return server.Serve(l)
}

// report says how large the files are.
func (s site) report(w io.Writer) error {
	names := make([]string, 0, len(s))
	for name := range s {
		names = append(names, name)
	}
	slices.Sort(names)
	fmt.Fprintf(w, "%10s %10s\n", "bytes", "gzip -9")
	for _, name := range names {
		packed, err := pack(s[name])
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "%10d %10d  %s\n", len(s[name]), len(packed), name)
	}
	return nil
}
