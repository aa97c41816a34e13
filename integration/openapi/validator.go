package openapi

import (
	"context"
	"log/slog"
	"net/http"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
)

// NewValidator returns a middleware that refuses requests that do not match the
// document. It passes the status to refuse, and logs the fault; neither quotes
// anything of the request. kin-openapi reads the whole body first: put an
// [http.MaxBytesHandler] around the middleware.
func NewValidator(router routers.Router, log *slog.Logger,
	refuse func(w http.ResponseWriter, status int, fault Fault),
	formats ...openapi3.SchemaValidationOption) *openapi3filter.Validator {
	return openapi3filter.NewValidator(router,
		openapi3filter.ValidationOptions(openapi3filter.Options{SchemaValidationOptions: formats}),
		openapi3filter.OnErr(func(_ context.Context, w http.ResponseWriter, status int, _ openapi3filter.ErrCode, err error) {
			refuse(w, status, FaultOf(err))
		}),
		// The message may contain the address, and the error the value.
		openapi3filter.OnLog(func(ctx context.Context, _ string, err error) {
			log.InfoContext(ctx, "refused", "fault", FaultOf(err))
		}),
	)
}
