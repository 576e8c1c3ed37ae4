package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/spf13/cobra"

	"entente/api"
	"entente/api/mcp"
	"entente/web"
)

// Limits on a connection: a slow or talkative client is let go.
const (
	headerTime   = 5 * time.Second
	readTime     = 15 * time.Second
	writeTime    = 30 * time.Second
	idleTime     = 2 * time.Minute
	maxHeaders   = 32 << 10
	shutdownTime = 5 * time.Second
)

func (a *app) serveCommand() *cobra.Command {
	var addr string
	var hosts []string
	var warm bool
	cmd := &cobra.Command{
		Use:   "serve [DOSSIER…]",
		Short: "Open the workbench in a browser",
		Long: `Open the workbench in a browser.

Every figure has an address, /DOSSIER/FIGURE, with .json, .csv and .svg behind it. The bundled dossiers are
served, and the folders that are named, each under its last path element; a folder is read again when its files
change. The questions of the command line are answered in JSON below /api/; /openapi.json describes them, and
/schema.json is the JSON Schema of the files of a dossier, for editors. /mcp offers them to assistants as tools, as
entente mcp does. Nothing is ever written. Without --addr only this machine can reach it; a request that names another host
than this machine, or --host, is refused. Ctrl-C ends it.`,
		Example: "  entente serve\n  entente serve my-dossier --addr 127.0.0.1:9000",
		RunE: func(cmd *cobra.Command, args []string) error {
			handler, site, err := a.site(args, hosts)
			if err != nil {
				return err
			}
			if warm {
				go func() { _ = site.Warm() }() // whoever asks is told what is wrong
			}
			return a.serve(cmd.Context(), addr, handler)
		},
	}
	f := cmd.Flags()
	f.StringVar(&addr, "addr", "127.0.0.1:8080", "listen at `HOST:PORT`; port 0 takes a free one")
	f.StringArrayVar(&hosts, "host", nil, "answer to this `NAME` too (repeatable)")
	f.BoolVar(&warm, "warm", true, "work out beforehand, in the background, what the first reader would wait for")
	return cmd
}

// site assembles the pages and the API behind one guard.
func (a *app) site(folders, hosts []string) (http.Handler, *web.Site, error) {
	bench, served, err := a.served(folders)
	if err != nil {
		return nil, nil, err
	}
	site, err := web.New(bench, served, hosts...)
	if err != nil {
		return nil, nil, err
	}
	operations := api.New(bench, served)
	tools, err := mcp.New(bench, operations)
	if err != nil {
		return nil, nil, err
	}
	mux := http.NewServeMux()
	mux.Handle("/", site.Handler())
	mux.Handle("/mcp", tools.Handler())
	for _, route := range api.Routes() {
		mux.Handle(route, operations)
	}
	return site.Guard(mux), site, nil
}

// serve answers until the context ends, then lets what is being answered end.
func (a *app) serve(ctx context.Context, addr string, handler http.Handler) error {
	var listen net.ListenConfig
	l, err := listen.Listen(ctx, "tcp", addr)
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	server := &http.Server{Handler: handler, ReadHeaderTimeout: headerTime, ReadTimeout: readTime, WriteTimeout: writeTime, IdleTimeout: idleTime, MaxHeaderBytes: maxHeaders}
	fmt.Fprintf(a.stdout, "http://%s/\n", l.Addr())
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(l) }()
	select {
	case err := <-ended:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	wait, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownTime)
	defer cancel()
	if err := server.Shutdown(wait); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("shut down: %w", err)
	}
	return nil
}
