package service

import (
	"net/http"
	"strconv"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// metrics counts what the service does. The values of all labels are words of
// this program: routes, numbers of statuses, and keys of errors.
type metrics struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	refusals *prometheus.CounterVec
	guesses  prometheus.Counter
	repairs  prometheus.Counter
}

// newMetrics takes a function that counts the vouchers of orders that are not
// complete.
func newMetrics(unfinished func() float64) *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "vouchers_requests_total", Help: "Answered requests."}, []string{"route", "status"}),
		refusals: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "vouchers_refusals_total", Help: "Inputs that are no code, by the key of the reason."}, []string{"error"}),
		guesses:  prometheus.NewCounter(prometheus.CounterOpts{Name: "vouchers_guesses_total", Help: "Guesses that clients paid for."}),
		repairs:  prometheus.NewCounter(prometheus.CounterOpts{Name: "vouchers_repairs_total", Help: "Redemptions of a code that was not sent as it was issued."}),
	}
	m.registry.MustRegister(m.requests, m.refusals, m.guesses, m.repairs, prometheus.NewGaugeFunc(prometheus.GaugeOpts{
		Name: "vouchers_unfinished", Help: "Vouchers of orders that are not complete, whose codes nobody knows.",
	}, unfinished))
	return m
}

// answered counts an answer. Requests that match no route share one label.
func (m *metrics) answered(route string, status int) {
	if route == "" {
		route = "none"
	}
	m.requests.WithLabelValues(route, strconv.Itoa(status)).Inc()
}

// Metrics returns a handler that answers with the metrics of the service in the
// format of Prometheus. Serve it at an address that clients do not reach. No
// metric contains a code, a client or anything else of a request.
func (s *Service) Metrics() http.Handler {
	return promhttp.HandlerFor(s.metrics.registry, promhttp.HandlerOpts{})
}
