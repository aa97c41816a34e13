package redeemprocessor_test

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/redeemkit/redeem/integration/redeemprocessor"
	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/component/componenttest"
	"go.opentelemetry.io/collector/confmap"
	"go.opentelemetry.io/collector/confmap/provider/yamlprovider"
	"go.opentelemetry.io/collector/consumer/consumertest"
	"go.opentelemetry.io/collector/exporter"
	"go.opentelemetry.io/collector/otelcol"
	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/plog"
	"go.opentelemetry.io/collector/pdata/plog/plogotlp"
	"go.opentelemetry.io/collector/pdata/ptrace"
	"go.opentelemetry.io/collector/pdata/ptrace/ptraceotlp"
	"go.opentelemetry.io/collector/processor/processortest"
	"go.opentelemetry.io/collector/receiver/otlpreceiver"
	"go.opentelemetry.io/collector/service/telemetry"
)

// secret has no symbol twice. A masked code shows its last four.
const secret = "X8KD49FJ2MZQ7WPT"

// leak returns four symbols in a row of the secret that the text holds, less
// those that a masked code shows, or "".
func leak(text string) string {
	for _, text := range []string{text, strings.NewReplacer("-", "", " ", "", "\u00a0", "").Replace(text)} {
		text = strings.ToUpper(text)
		for i := range len(secret) - 4 {
			if piece := secret[i : i+4]; strings.Contains(text, piece) {
				return piece
			}
		}
	}
	return ""
}

var texts = []string{
	secret, "x8kd49fj2mzq7wpt", "X8KD-49FJ-2MZQ-7WPT", "X8KD\u00a049FJ\u00a02MZQ\u00a07WPT", "\x1b[36mcode=\x1b[0m" + secret,
	"?code=X8KD+49FJ+2MZQ+7WPT", `{"code":"` + secret + `"}`, "code%3D" + secret, "line\n" + secret,
}

func fill(attributes pcommon.Map) {
	for i, text := range texts {
		attributes.PutStr(fmt.Sprint(i), text)
		attributes.PutInt("key "+text, int64(i))
	}
	attributes.PutEmptyBytes("bytes").FromRaw([]byte(secret))
	attributes.PutInt("digits", 492816305718)
	attributes.PutDouble("float", 492816305718)
	attributes.PutInt("kept", 4711)
	inner := attributes.PutEmptyMap("map")
	inner.PutStr(secret, secret)
	list := inner.PutEmptySlice("list")
	list.AppendEmpty().SetStr(secret)
	list.AppendEmpty().SetEmptyMap().PutStr("code", secret)
}

func logs() plog.Logs {
	all := plog.NewLogs()
	resource := all.ResourceLogs().AppendEmpty()
	fill(resource.Resource().Attributes())
	scope := resource.ScopeLogs().AppendEmpty()
	fill(scope.Scope().Attributes())
	for _, text := range texts {
		record := scope.LogRecords().AppendEmpty()
		record.Body().SetStr(text)
		record.SetEventName(text)
		record.SetSeverityText(text)
		fill(record.Attributes())
	}
	fill(scope.LogRecords().AppendEmpty().Body().SetEmptyMap())
	return all
}

func traces() ptrace.Traces {
	all := ptrace.NewTraces()
	resource := all.ResourceSpans().AppendEmpty()
	fill(resource.Resource().Attributes())
	scope := resource.ScopeSpans().AppendEmpty()
	fill(scope.Scope().Attributes())
	for _, text := range texts {
		span := scope.Spans().AppendEmpty()
		span.SetName(text)
		span.Status().SetMessage(text)
		span.TraceState().FromRaw("shop=" + secret)
		fill(span.Attributes())
		event := span.Events().AppendEmpty()
		event.SetName(text)
		fill(event.Attributes())
		link := span.Links().AppendEmpty()
		link.TraceState().FromRaw("shop=" + secret)
		fill(link.Attributes())
	}
	return all
}

// TestCollector sends logs and traces to a collector over HTTP and looks at what
// its pipelines export.
func TestCollector(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	listener.Close()

	logSink, traceSink := new(consumertest.LogsSink), new(consumertest.TracesSink)
	sink := component.MustNewType("sink")
	settings := otelcol.CollectorSettings{
		BuildInfo: component.NewDefaultBuildInfo(),
		Factories: func() (otelcol.Factories, error) {
			receivers, err := otelcol.MakeFactoryMap(otlpreceiver.NewFactory())
			if err != nil {
				return otelcol.Factories{}, err
			}
			processors, err := otelcol.MakeFactoryMap(redeemprocessor.NewFactory())
			if err != nil {
				return otelcol.Factories{}, err
			}
			exporters, err := otelcol.MakeFactoryMap(exporter.NewFactory(sink, func() component.Config { return &struct{}{} },
				exporter.WithLogs(func(context.Context, exporter.Settings, component.Config) (exporter.Logs, error) {
					return logExporter{LogsSink: logSink}, nil
				}, component.StabilityLevelDevelopment),
				exporter.WithTraces(func(context.Context, exporter.Settings, component.Config) (exporter.Traces, error) {
					return traceExporter{TracesSink: traceSink}, nil
				}, component.StabilityLevelDevelopment)))
			return otelcol.Factories{
				Receivers: receivers, Processors: processors, Exporters: exporters,
				Telemetry: telemetry.NewFactory(func() component.Config { return &struct{}{} }),
			}, err
		},
		DisableGracefulShutdown: true,
		ConfigProviderSettings: otelcol.ConfigProviderSettings{ResolverSettings: confmap.ResolverSettings{
			URIs: []string{`yaml:
receivers:
  otlp:
    protocols:
      http:
        endpoint: ` + address + `
processors:
  redeem:
    formats:
      - {prefix: X, length: 16, groups: [4, 4, 4, 4]}
      - {alphabet: "0123456789", length: 12}
exporters:
  sink:
service:
  pipelines:
    logs: {receivers: [otlp], processors: [redeem], exporters: [sink]}
    traces: {receivers: [otlp], processors: [redeem], exporters: [sink]}
`},
			ProviderFactories: []confmap.ProviderFactory{yamlprovider.NewFactory()},
		}},
	}
	collector, err := otelcol.NewCollector(settings)
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- collector.Run(context.Background()) }()
	for deadline := time.Now().Add(30 * time.Second); collector.GetState() != otelcol.StateRunning; time.Sleep(10 * time.Millisecond) {
		select {
		case err := <-done:
			t.Fatal(err)
		default:
		}
		if time.Now().After(deadline) {
			t.Fatal("the collector does not start")
		}
	}

	post := func(path string, marshal func() ([]byte, error)) {
		t.Helper()
		body, err := marshal()
		if err != nil {
			t.Fatal(err)
		}
		response, err := http.Post("http://"+address+path, "application/x-protobuf", bytes.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if response.StatusCode != http.StatusOK {
			t.Fatal(response.Status)
		}
	}
	sentLogs, sentTraces := logs(), traces()
	post("/v1/logs", plogotlp.NewExportRequestFromLogs(sentLogs).MarshalProto)
	post("/v1/traces", ptraceotlp.NewExportRequestFromTraces(sentTraces).MarshalProto)
	collector.Shutdown()
	if err := <-done; err != nil {
		t.Fatal(err)
	}

	// The wire format holds all strings and bytes as they are.
	proto := func(b []byte, err error) string {
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	before := proto((&plog.ProtoMarshaler{}).MarshalLogs(logs())) + proto((&ptrace.ProtoMarshaler{}).MarshalTraces(traces()))
	if leak(before) == "" {
		t.Fatal("nothing was sent")
	}
	if len(logSink.AllLogs()) != 1 || len(traceSink.AllTraces()) != 1 {
		t.Fatalf("%d logs and %d traces arrived", len(logSink.AllLogs()), len(traceSink.AllTraces()))
	}
	gotLogs, gotTraces := logSink.AllLogs()[0], traceSink.AllTraces()[0]
	if piece := leak(proto((&plog.ProtoMarshaler{}).MarshalLogs(gotLogs))); piece != "" {
		t.Errorf("logs hold %s", piece)
	}
	if piece := leak(proto((&ptrace.ProtoMarshaler{}).MarshalTraces(gotTraces))); piece != "" {
		t.Errorf("traces hold %s", piece)
	}
	record := gotLogs.ResourceLogs().At(0).ScopeLogs().At(0).LogRecords().At(0)
	if got, want := record.Body().Str(), "************7WPT"; got != want {
		t.Errorf("body is %q, want %q", got, want)
	}
	attributes := record.Attributes().AsRaw()
	for key, want := range map[string]any{
		"0": "************7WPT", "2": "****-****-****-7WPT", "key ****-****-****-7WPT": int64(2), "bytes": []byte("************7WPT"),
		"digits": "*********718", "float": "*********718", "kept": int64(4711),
	} {
		if got := attributes[key]; fmt.Sprintf("%#v", got) != fmt.Sprintf("%#v", want) {
			t.Errorf("%s is %#v, want %#v", key, got, want)
		}
	}
}

type logExporter struct {
	component.StartFunc
	component.ShutdownFunc
	*consumertest.LogsSink
}

type traceExporter struct {
	component.StartFunc
	component.ShutdownFunc
	*consumertest.TracesSink
}

// TestConfig tests that a collector refuses what is no format.
func TestConfig(t *testing.T) {
	config := redeemprocessor.NewFactory().CreateDefaultConfig()
	if err := componenttest.CheckConfigStruct(config); err != nil {
		t.Error(err)
	}
	for _, tt := range []struct {
		format redeemprocessor.Format
		want   string
	}{
		{redeemprocessor.Format{Length: 12}, ""},
		{redeemprocessor.Format{Length: 12, Check: "luhn-mod-36"}, ""},
		{redeemprocessor.Format{}, "formats[0]: "},
		{redeemprocessor.Format{Length: 12, Check: "none"}, `formats[0]: unknown check scheme "none"`},
	} {
		err := (&redeemprocessor.Config{Formats: []redeemprocessor.Format{tt.format}}).Validate()
		if got := fmt.Sprint(err); tt.want == "" && err != nil || !strings.HasPrefix(got, tt.want) && tt.want != "" {
			t.Errorf("%+v: %v, want %q", tt.format, err, tt.want)
		}
	}
}

// TestDefault tests that a processor without formats masks gift cards, and that
// it declares that it changes what it gets.
func TestDefault(t *testing.T) {
	factory := redeemprocessor.NewFactory()
	next := new(consumertest.LogsSink)
	p, err := factory.CreateLogs(t.Context(), processortest.NewNopSettings(factory.Type()), factory.CreateDefaultConfig(), next)
	if err != nil {
		t.Fatal(err)
	}
	if !p.Capabilities().MutatesData {
		t.Error("MutatesData is false")
	}
	in := plog.NewLogs()
	in.ResourceLogs().AppendEmpty().ScopeLogs().AppendEmpty().LogRecords().AppendEmpty().Body().SetStr("code " + secret)
	if err := p.ConsumeLogs(t.Context(), in); err != nil {
		t.Fatal(err)
	}
	if got, want := next.AllLogs()[0].ResourceLogs().At(0).ScopeLogs().At(0).LogRecords().At(0).Body().Str(), "code ************7WPT"; got != want {
		t.Errorf("body is %q, want %q", got, want)
	}
}

// TestShutdown is the collector's own test of processors.
func TestShutdown(t *testing.T) {
	factory := redeemprocessor.NewFactory()
	processortest.VerifyShutdown(t, factory, factory.CreateDefaultConfig())
}
