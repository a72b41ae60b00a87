package dev.recado.adapter.twilio.inbound;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The parameters of a form as sent: in their order, with repeated names, decoded and otherwise unchanged.
///
/// Parsing is tolerant, because what Twilio signs must be read before it is verified: an invalid percent escape
/// stays unchanged, bytes that are not UTF-8 become U+FFFD, a name without `=` has an empty value, and a name may
/// be empty.
public final class Form {
    /// More parameters than any message has; a body with more is not Twilio's.
    static final int MAX_FIELDS = 1_000;

    public static final Form EMPTY = new Form(List.of());

    private final List<Field> fields;

    private Form(List<Field> fields) {
        this.fields = fields;
    }

    /// One parameter, decoded.
    public record Field(String name, String value) {}

    /// A form with these parameters, in this order.
    public static Form of(List<Field> fields) {
        return new Form(List.copyOf(fields));
    }

    /// The parameters of a body; empty when there are more than [#MAX_FIELDS].
    public static Optional<Form> parse(byte[] body) {
        var fields = new ArrayList<Field>(24);
        var scratch = new byte[0];
        for (int start = 0, length = body.length; start < length; ) {
            int equals = -1;
            int end = start;
            boolean encoded = false;
            boolean nameEncoded = false;
            for (; end < length && body[end] != '&'; end++) {
                byte b = body[end];
                if (b == '=' && equals < 0) {
                    equals = end;
                    nameEncoded = encoded;
                    encoded = false;
                } else if (b == '%' || b == '+' || b < 0) {
                    encoded = true;
                }
            }
            if (end > start) {
                if (fields.size() == MAX_FIELDS) {
                    return Optional.empty();
                }
                if ((encoded || nameEncoded) && scratch.length < end - start) {
                    scratch = new byte[Math.max(256, end - start)];
                }
                if (equals < 0) {
                    fields.add(new Field(text(body, start, end, encoded, scratch), ""));
                } else {
                    fields.add(new Field(
                            text(body, start, equals, nameEncoded, scratch),
                            text(body, equals + 1, end, encoded, scratch)));
                }
            }
            start = end + 1;
        }
        return Optional.of(new Form(fields));
    }

    /// The parameters in the order they were sent.
    public List<Field> fields() {
        return fields;
    }

    /// The first value under this name.
    public Optional<String> first(String name) {
        for (Field field : fields) {
            if (field.name.equals(name)) {
                return Optional.of(field.value);
            }
        }
        return Optional.empty();
    }

    /// The first value under this name that says something: not empty, not blank.
    public Optional<String> filled(String name) {
        return first(name).filter(value -> !value.isBlank());
    }

    private static String text(byte[] body, int from, int to, boolean encoded, byte[] scratch) {
        if (!encoded) {
            return new String(body, from, to - from, ISO_8859_1);
        }
        int written = 0;
        for (int i = from; i < to; i++) {
            byte b = body[i];
            if (b == '+') {
                b = ' ';
            } else if (b == '%' && i + 2 < to) {
                int high = Character.digit(body[i + 1], 16);
                int low = Character.digit(body[i + 2], 16);
                if (high >= 0 && low >= 0) {
                    b = (byte) (high << 4 | low);
                    i += 2;
                }
            }
            scratch[written++] = b;
        }
        return new String(scratch, 0, written, UTF_8);
    }
}
