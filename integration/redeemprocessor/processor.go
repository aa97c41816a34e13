// Package redeemprocessor is a processor for the OpenTelemetry Collector that
// masks redemption codes in logs and traces, whichever program sent them.
//
//	processors:
//	  redeem:
//	    formats:
//	      - prefix: X
//	        length: 16
//	        groups: [4, 4, 4, 4]
//	      - alphabet: 0123456789ABCDEFGHJKMNPQRSTVWXYZ
//	        length: 12
//	        check: luhn-mod-32
//	service:
//	  pipelines:
//	    logs:
//	      receivers: [otlp]
//	      processors: [redeem, batch]
//	      exporters: [otlp]
//
// Add it to a collector with the builder (ocb), or put [NewFactory] among the
// factories of one of your own.
package redeemprocessor

import (
	"context"

	"github.com/redeemkit/redeem"
	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/consumer"
	"go.opentelemetry.io/collector/pdata/plog"
	"go.opentelemetry.io/collector/pdata/ptrace"
	"go.opentelemetry.io/collector/processor"
	"go.opentelemetry.io/collector/processor/processorhelper"
)

// NewFactory returns the factory of the processor, of type "redeem". It processes
// logs and traces and has a [Config].
//
// Of logs it masks the body, the attributes, the name of the event and the
// severity text. Of spans it masks the attributes, the name, the status message,
// the trace state, and the same of events and links. Of both it masks the
// attributes of the resource and the scope. It masks keys, and values inside maps
// and slices. In strings and bytes it masks codes and nothing else; a number whose
// decimal digits are a code becomes a string.
func NewFactory() processor.Factory {
	return processor.NewFactory(component.MustNewType("redeem"),
		func() component.Config { return &Config{} },
		processor.WithLogs(newLogs, component.StabilityLevelDevelopment),
		processor.WithTraces(newTraces, component.StabilityLevelDevelopment))
}

func newLogs(ctx context.Context, set processor.Settings, config component.Config, next consumer.Logs) (processor.Logs, error) {
	formats, err := config.(*Config).compile()
	if err != nil {
		return nil, err
	}
	m := masker{formats}
	return processorhelper.NewLogs(ctx, set, config, next,
		func(_ context.Context, logs plog.Logs) (plog.Logs, error) {
			m.logs(logs)
			return logs, nil
		},
		processorhelper.WithCapabilities(consumer.Capabilities{MutatesData: true}))
}

func newTraces(ctx context.Context, set processor.Settings, config component.Config, next consumer.Traces) (processor.Traces, error) {
	formats, err := config.(*Config).compile()
	if err != nil {
		return nil, err
	}
	m := masker{formats}
	return processorhelper.NewTraces(ctx, set, config, next,
		func(_ context.Context, traces ptrace.Traces) (ptrace.Traces, error) {
			m.traces(traces)
			return traces, nil
		},
		processorhelper.WithCapabilities(consumer.Capabilities{MutatesData: true}))
}

// masker masks the codes of its formats in what the collector carries.
type masker struct{ formats *redeem.Formats }

func (m masker) logs(logs plog.Logs) {
	for _, resource := range logs.ResourceLogs().All() {
		m.attributes(resource.Resource().Attributes())
		for _, scope := range resource.ScopeLogs().All() {
			m.attributes(scope.Scope().Attributes())
			for _, record := range scope.LogRecords().All() {
				m.value(record.Body())
				m.attributes(record.Attributes())
				record.SetEventName(m.text(record.EventName()))
				record.SetSeverityText(m.text(record.SeverityText()))
			}
		}
	}
}

func (m masker) traces(traces ptrace.Traces) {
	for _, resource := range traces.ResourceSpans().All() {
		m.attributes(resource.Resource().Attributes())
		for _, scope := range resource.ScopeSpans().All() {
			m.attributes(scope.Scope().Attributes())
			for _, span := range scope.Spans().All() {
				m.span(span)
			}
		}
	}
}

func (m masker) span(span ptrace.Span) {
	span.SetName(m.text(span.Name()))
	span.Status().SetMessage(m.text(span.Status().Message()))
	span.TraceState().FromRaw(m.text(span.TraceState().AsRaw()))
	m.attributes(span.Attributes())
	for _, event := range span.Events().All() {
		event.SetName(m.text(event.Name()))
		m.attributes(event.Attributes())
	}
	for _, link := range span.Links().All() {
		link.TraceState().FromRaw(m.text(link.TraceState().AsRaw()))
		m.attributes(link.Attributes())
	}
}
