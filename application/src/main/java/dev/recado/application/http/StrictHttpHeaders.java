package dev.recado.application.http;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpHeadersFactory;
import io.netty.util.AsciiString;

/// The headers of a request; they refuse what makes its end or host ambiguous (RFC 9112, sections 3.2 and 6.3).
/// The decoder turns the exception into a bad request. A later check would not see it, because the decoder
/// removes `Content-Length` where there is a `Transfer-Encoding`.
final class StrictHttpHeaders extends DefaultHttpHeaders {
    static final HttpHeadersFactory FACTORY = new HttpHeadersFactory() {
        @Override
        public HttpHeaders newHeaders() {
            return new StrictHttpHeaders();
        }

        @Override
        public HttpHeaders newEmptyHeaders() {
            return new StrictHttpHeaders();
        }
    };

    private static final int MOST_DIGITS = 18;

    @Override
    public HttpHeaders add(CharSequence name, Object value) {
        check(name, value.toString());
        return super.add(name, value);
    }

    @Override
    public HttpHeaders add(String name, Object value) {
        check(name, value.toString());
        return super.add(name, value);
    }

    private void check(CharSequence name, String value) {
        if (is(HttpHeaderNames.CONTENT_LENGTH, name)) {
            refuseIf(hasLength() || !isNumber(value));
        } else if (is(HttpHeaderNames.TRANSFER_ENCODING, name)) {
            refuseIf(hasLength() || !HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(value));
        } else if (is(HttpHeaderNames.HOST, name)) {
            refuseIf(contains(HttpHeaderNames.HOST));
        }
    }

    private static boolean is(AsciiString known, CharSequence name) {
        return known.contentEqualsIgnoreCase(name);
    }

    private boolean hasLength() {
        return contains(HttpHeaderNames.CONTENT_LENGTH) || contains(HttpHeaderNames.TRANSFER_ENCODING);
    }

    private static boolean isNumber(String value) {
        return !value.isEmpty()
                && value.length() <= MOST_DIGITS
                && value.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static void refuseIf(boolean ambiguous) {
        if (ambiguous) {
            throw new IllegalArgumentException("a request whose length or host is ambiguous");
        }
    }
}
