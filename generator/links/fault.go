package links

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"strings"
	"syscall"
)

// faultOf says why a request had no answer.
func faultOf(ctx context.Context, err error) (Fault, string) {
	var name *net.DNSError
	var network net.Error
	switch {
	case errors.Is(context.Cause(ctx), errTime):
		return NoAnswer, ""
	case ctx.Err() != nil:
		return Stopped, ""
	case errors.As(err, &name) && name.IsNotFound:
		return NoName, ""
	case errors.As(err, &name):
		return Broken, "the name service does not answer"
	case isInsecure(err):
		return Insecure, insecurity(err)
	case errors.Is(err, syscall.ECONNREFUSED):
		return Refused, ""
	case errors.As(err, &network) && network.Timeout():
		return NoAnswer, ""
	}
	return Broken, innermost(err)
}

func isInsecure(err error) bool {
	var record tls.RecordHeaderError
	var alert tls.AlertError
	var certificate *tls.CertificateVerificationError
	return errors.As(err, &record) || errors.As(err, &alert) || errors.As(err, &certificate) || strings.Contains(err.Error(), "tls: ")
}

// insecurity says in words what is wrong with a certificate.
func insecurity(err error) string {
	var invalid x509.CertificateInvalidError
	var host x509.HostnameError
	var unknown x509.UnknownAuthorityError
	switch {
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return "its certificate is out of date"
	case errors.As(err, &host):
		return "its certificate is for another host"
	case errors.As(err, &unknown):
		return "its certificate is signed by nobody known"
	}
	return innermost(err)
}

// innermost is the text of the error at the bottom, which has no addresses.
func innermost(err error) string {
	for next := errors.Unwrap(err); next != nil; next = errors.Unwrap(err) {
		err = next
	}
	return err.Error()
}
