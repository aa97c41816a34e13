package photo

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"sync"
	"time"

	"github.com/redeemkit/redeem/ocr"
)

// Errors of this package. They hold nothing of a picture, nor of what was read
// in it.
var (
	ErrEngine  = errors.New("photo: tesseract is not installed, or not where PATH says")
	ErrFailed  = errors.New("photo: tesseract failed; is the model of the language installed?")
	ErrTime    = errors.New("photo: tesseract took too long")
	ErrPicture = errors.New("photo: not a JPEG, PNG or GIF picture, or a damaged one")
	ErrSize    = errors.New("photo: the picture is too large")
)

// Engine runs Tesseract. The zero Engine runs the program tesseract with its
// English model, for at most 20 seconds a picture. It may be used by many
// goroutines at once; each picture takes one process of one thread.
type Engine struct {
	Program  string        // "" = tesseract, looked for in PATH
	Language string        // of its model; "" = eng
	Limit    time.Duration // for one picture; 0 = 20 s
}

// Read returns what is on a picture: a JPEG, PNG or GIF file of at most 32 MiB
// and 40 million pixels, turned as its Exif data say. It returns an error of
// this package, that of the reader, or the context's.
func (e *Engine) Read(ctx context.Context, picture io.Reader) (*ocr.Page, error) {
	pixels, err := decode(picture)
	if err != nil {
		return nil, err
	}
	return e.recognize(ctx, pixels, layouts[0])
}

const defaultLimit = 20 * time.Second

// layouts are Tesseract's page segmentation modes in the order in which they are
// tried. The first looks for columns and blocks; it loses a line here and there
// that the second one, for a single block of text, finds, and the other way round.
var layouts = [...]string{"3", "6"}

// recognize runs the program. Its messages are dropped: they may quote the
// picture's text.
func (e *Engine) recognize(ctx context.Context, pixels []byte, layout string) (*ocr.Page, error) {
	limit := e.Limit
	if limit <= 0 {
		limit = defaultLimit
	}
	timed, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	program, language := e.Program, e.Language
	if program == "" {
		program = "tesseract"
	}
	if language == "" {
		language = "eng"
	}
	cmd := exec.CommandContext(timed, program, "stdin", "stdout", "-l", language, "--psm", layout,
		"-c", "tessedit_create_hocr=1", "-c", "lstm_choice_mode=1", "-c", "hocr_char_boxes=1")
	// One thread: more of them slow each other down on a picture as small as a card's.
	cmd.Env = append(os.Environ(), "OMP_THREAD_LIMIT=1")
	cmd.WaitDelay = time.Second // for a pipe that a child of the program holds
	cmd.Stdin = bytes.NewReader(pixels)
	out, in := io.Pipe()
	cmd.Stdout = in
	var page *ocr.Page
	var pageErr error
	var reading sync.WaitGroup
	reading.Go(func() {
		page, pageErr = ocr.ReadHOCR(out)
		out.CloseWithError(io.ErrClosedPipe) // it may write without end
	})
	err := cmd.Run()
	in.Close()
	reading.Wait()
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case timed.Err() != nil:
		return nil, ErrTime
	case cmd.ProcessState == nil: // it did not start
		return nil, ErrEngine
	case err != nil || pageErr != nil:
		return nil, ErrFailed
	}
	return page, nil
}
