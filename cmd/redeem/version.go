package main

import (
	"flag"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
)

var versionCommand = command{
	name:  "version",
	about: "print the version of this command",
	plain: true,
	intro: `Version prints the version of the module, the commit if the command was built in
a clone, the version of Go, and the system.
`,
	help: `Examples:
  redeem version
`,
	ends: `
Exit status: 0, or 2 for a wrong call or if writing failed.
`,
	declare: func(*flag.FlagSet) func(*call) int {
		return func(c *call) int {
			if c.flags.NArg() > 0 {
				return c.misused("takes no arguments")
			}
			info, _ := debug.ReadBuildInfo()
			if _, err := fmt.Fprintln(c.stdout, version(info)); err != nil {
				return c.failed("writing", err)
			}
			return exitOK
		}
	},
}

// version describes a build; nil is one that nothing is known of.
func version(info *debug.BuildInfo) string {
	module, commit, changed := "(devel)", "", false
	if info != nil {
		if info.Main.Version != "" {
			module = info.Main.Version
		}
		for _, setting := range info.Settings {
			switch setting.Key {
			case "vcs.revision":
				commit = setting.Value[:min(12, len(setting.Value))]
			case "vcs.modified":
				changed = setting.Value == "true"
			}
		}
	}
	words := []string{"redeem", module}
	if commit != "" {
		if changed {
			commit += " with changes"
		}
		words = append(words, "(commit "+commit+")")
	}
	return strings.Join(append(words, runtime.Version(), runtime.GOOS+"/"+runtime.GOARCH), " ")
}
