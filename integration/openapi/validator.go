package openapi

import (
	"context"
	"log/slog"
	"net/http"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
)

// NewValidator returns a middleware that refuses what is not as the document
// says with the status that refuse is given, and logs it, both without quoting
// anything of the request. kin-openapi reads the whole body before it looks:
// put an [http.MaxBytesHandler] around it.
func NewValidator(router routers.Router, log *slog.Logger,
	refuse func(w http.ResponseWriter, status int, fault Fault),
	formats ...openapi3.SchemaValidationOption) *openapi3filter.Validator {
	return openapi3filter.NewValidator(router,
		openapi3filter.ValidationOptions(openapi3filter.Options{SchemaValidationOptions: formats}),
		openapi3filter.OnErr(func(_ context.Context, w http.ResponseWriter, status int, _ openapi3filter.ErrCode, err error) {
			refuse(w, status, FaultOf(err))
		}),
		// Its message may hold the address and its error the value.
		openapi3filter.OnLog(func(ctx context.Context, _ string, err error) {
			log.InfoContext(ctx, "refused", "fault", FaultOf(err))
		}),
	)
}
