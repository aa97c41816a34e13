package inventory

import (
	"encoding/json"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/log"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/options/jobopts"
	"github.com/google/go-cmp/cmp"
)

// workerDir is an environment variable. If it is set, the program is a worker,
// and the value is the folder where it may put files.
const workerDir = "REDEEM_TEST_WORKER"

func TestMain(m *testing.M) {
	if dir := os.Getenv(workerDir); dir != "" {
		args := []string{os.Args[0], "--worker", "--semi_persist_dir=" + dir}
		for _, arg := range os.Args[1:] {
			arg = strings.ReplaceAll(arg, "'", "")
			if endpoint, ok := strings.CutPrefix(arg, "--provision_endpoint="); ok {
				args = append(args, "--control_endpoint="+endpoint, "--logging_endpoint="+endpoint)
			} else {
				args = append(args, arg)
			}
		}
		os.Args = args
	}
	flag.Parse()
	log.LogLevel = "warn"
	*jobopts.EnvironmentType = "loopback" // prism.Execute sets it too; this is for every test
	beam.Init()                           // on a worker, Init never returns
	os.Exit(m.Run())
}

// TestWorkerProcess lets another process do the work, which knows only what the
// runner sends it.
func TestWorkerProcess(t *testing.T) {
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	config, err := json.Marshal(map[string]any{"command": program, "env": map[string]string{workerDir: dir}})
	if err != nil {
		t.Fatal(err)
	}
	for option, value := range map[*string]string{
		jobopts.EnvironmentType:   "PROCESS",
		jobopts.EnvironmentConfig: string(config),
		jobopts.WorkerBinary:      program,
	} {
		was := *option
		*option = value
		t.Cleanup(func() { *option = was })
	}
	p := plant(5000)
	o := Options{Inputs: []string{put(t, dir, p.texts)}, Output: dir + "/audited", BlockSize: 10_000, taskCodes: 40}
	if diff := cmp.Diff(singleMachine(t, o, p.texts), runAudit(t, o)); diff != "" {
		t.Error(diff)
	}
}
