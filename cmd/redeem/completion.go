package main

import (
	"bytes"
	"flag"
	"io"
	"strings"

	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/internal/formats"
	"github.com/redeemkit/redeem/internal/models"
)

var completionCommand = command{
	name:  "completion",
	about: "print a script that completes commands and flags in a shell",
	args:  "bash|zsh|fish",
	plain: true,
	intro: `Completion prints a script for a shell. When you press Tab, the script asks redeem
what may follow. It passes the words on standard input, so that a code among them
does not appear in the list of processes.
`,
	help: `Examples:
  source <(redeem completion bash)
  source <(redeem completion zsh)
  redeem completion fish | source
`,
	ends: `
Exit status: 0, or 2 for a wrong call or if reading or writing failed.
`,
	declare: declareCompletion,
}

// script returns the script for a shell, "" if there is none. It asks for what may
// follow, with the words so far on standard input. An answer of one line that is
// :file means names of files.
func script(shell string) string {
	switch shell {
	case "bash":
		return `_redeem() {
	local answer line
	COMPREPLY=()
	answer=$(printf '%s\n' "${COMP_WORDS[@]:1:COMP_CWORD}" | redeem completion -words 2>/dev/null) || return
	if [ "$answer" = :file ]; then
		compopt -o filenames 2>/dev/null
		while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -f -- "${COMP_WORDS[COMP_CWORD]}")
		return
	fi
	[ -z "$answer" ] || while IFS= read -r line; do COMPREPLY+=("${line%%$'\t'*}"); done <<<"$answer"
}
complete -F _redeem redeem
`
	case "zsh":
		return `#compdef redeem
_redeem() {
	local answer line
	local -a names
	answer=$(printf '%s\n' "${(@)words[2,CURRENT]}" | redeem completion -words 2>/dev/null) || return
	if [[ $answer == :file ]]; then
		_files
		return
	fi
	[[ -z $answer ]] && return
	for line in "${(@f)answer}"; do names+=("${line/$'\t'/:}"); done
	_describe redeem names
}
compdef _redeem redeem
`
	case "fish":
		return `function __redeem_complete
	set -l words (commandline -opc) (commandline -ct)
	set -l answer (printf '%s\n' $words[2..-1] | redeem completion -words 2>/dev/null)
	if test "$answer" = :file
		__fish_complete_path (commandline -ct)
		return
	end
	printf '%s\n' $answer
end
complete -c redeem -f -a '(__redeem_complete)'
`
	}
	return ""
}

func declareCompletion(flags *flag.FlagSet) func(*call) int {
	words := flags.Bool("words", false, "print what may follow the words on standard input, one a line, as the scripts ask")
	return func(c *call) int {
		var out []byte
		switch {
		case *words && c.flags.NArg() == 0:
			text, err := io.ReadAll(io.LimitReader(c.stdin, chunk))
			if err != nil {
				return c.failed("reading", err)
			}
			out = c.commands.complete(strings.Split(strings.TrimSuffix(string(text), "\n"), "\n"))
		case !*words && c.flags.NArg() == 1 && script(c.flags.Arg(0)) != "":
			out = []byte(script(c.flags.Arg(0)))
		default:
			return c.misused("the argument is bash, zsh or fish")
		}
		if _, err := c.stdout.Write(out); err != nil {
			return c.failed("writing", err)
		}
		return exitOK
	}
}

// anyFile is the answer where the name of a file may follow.
const anyFile = ":file\n"

// complete returns what the last of the words may become, with a tab and a
// description after it. It repeats nothing of the words.
func (t table) complete(words []string) []byte {
	last := words[len(words)-1]
	var b bytes.Buffer
	offer := func(name, about string) {
		if strings.HasPrefix(name, last) {
			b.WriteString(name + "\t" + about + "\n")
		}
	}
	if len(words) == 1 || words[0] == "help" {
		for _, cmd := range t {
			offer(cmd.name, cmd.about)
		}
		if len(words) == 1 {
			offer("help", helpAbout)
		}
		return b.Bytes()
	}
	cmd := t.lookup(words[0])
	if cmd == nil {
		return nil
	}
	flags := flag.NewFlagSet(cmd.name, flag.ContinueOnError)
	cmd.declare(flags)
	if name, dashed := strings.CutPrefix(words[len(words)-2], "-"); dashed && len(words) > 2 {
		if f := flags.Lookup(strings.TrimPrefix(name, "-")); f != nil && !isBool(f) {
			return values(f, offer, &b)
		}
	}
	switch {
	case strings.HasPrefix(last, "-"):
		flags.VisitAll(func(f *flag.Flag) {
			_, about := flag.UnquoteUsage(f)
			offer("-"+f.Name, about)
		})
	case cmd.name == "completion":
		for _, shell := range []string{"bash", "fish", "zsh"} {
			offer(shell, "")
		}
	case cmd == &schemesCommand:
		offerSchemes(offer)
	case cmd == &formatsCommand:
		offerFormats(offer)
	case cmd == &auditCommand, cmd == &fixCommand:
		return []byte(anyFile)
	}
	return b.Bytes()
}

// values offers the values of a flag, which its placeholder tells.
func values(f *flag.Flag, offer func(name, about string), b *bytes.Buffer) []byte {
	placeholder, _ := flag.UnquoteUsage(f)
	switch {
	case f.Name == "o":
		offer("table", "for people")
		offer("tsv", "columns with a tab between them")
		offer("json", "objects, one a line")
	case f.Name == "color":
		offer("auto", "on a terminal, unless NO_COLOR is set")
		offer("always", "")
		offer("never", "")
	case f.Name == "ocr":
		for _, form := range []string{"hocr", "alto", "tsv", "vision", "text"} {
			offer(form, "")
		}
	case f.Name == "check":
		offerSchemes(offer)
	case f.Name == "format":
		offerFormats(offer)
	case f.Name == "model", f.Name == "prior":
		for _, name := range models.Names() {
			offer(name, "")
		}
	case placeholder != "FILE" && placeholder != "DIR":
		return nil
	}
	if b.Len() == 0 && (placeholder == "FILE" || placeholder == "DIR" || placeholder == "MODEL" || placeholder == "NAME|FILE") {
		return []byte(anyFile)
	}
	return b.Bytes()
}

func offerSchemes(offer func(name, about string)) {
	for s := range checkdigit.All() {
		offer(s.Name(), "")
	}
}

func offerFormats(offer func(name, about string)) {
	for _, f := range formats.All() {
		offer(f.Name(), f.About)
	}
}

func isBool(f *flag.Flag) bool {
	b, ok := f.Value.(interface{ IsBoolFlag() bool })
	return ok && b.IsBoolFlag()
}
