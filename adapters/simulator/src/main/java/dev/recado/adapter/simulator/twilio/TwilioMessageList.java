package dev.recado.adapter.simulator.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recado.adapter.simulator.account.TwilioAccount;
import dev.recado.adapter.simulator.http.Form;
import dev.recado.adapter.simulator.http.Json;
import dev.recado.adapter.simulator.http.StandInResponse;
import dev.recado.adapter.simulator.message.StandInMessage;
import java.net.URLEncoder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of Twilio's message list, newest first, filtered by the query.
final class TwilioMessageList {
    private static final int MAX_PAGE_SIZE = 1_000;

    private TwilioMessageList() {}

    /// Whether the query lists users' messages: to our own sender, or to any.
    static boolean listsUserMessages(Form query, TwilioAccount account) {
        var to = query.firstOr("To", "");
        return to.isEmpty() || to.equals(account.sender());
    }

    static StandInResponse.Reply page(List<StandInMessage> all, Form query, TwilioAccount account) {
        int size;
        int page;
        List<StandInMessage> matching;
        try {
            size = Math.clamp(Integer.parseInt(query.firstOr("PageSize", "50")), 1, MAX_PAGE_SIZE);
            page = Math.max(0, Integer.parseInt(query.firstOr("Page", "0")));
            matching = matching(all, query);
        } catch (NumberFormatException | DateTimeParseException _) {
            return TwilioMessageJson.error(400, 20001, "Invalid parameter in the query");
        }
        int start = startOf(matching, query, page, size);
        var shown = matching.stream().skip(start).limit(size).toList();
        var path = "/2010-04-01/Accounts/" + account.sid() + "/Messages.json";
        var hasNext = matching.size() > start + size;
        return StandInResponse.json(
                200,
                Json.object(
                        "messages",
                        shown.stream()
                                .map(message -> TwilioMessageJson.of(message, account))
                                .toList(),
                        "page",
                        page,
                        "page_size",
                        size,
                        "start",
                        page * size,
                        "end",
                        Math.max(0, page * size + shown.size() - 1),
                        "uri",
                        uri(path, query, page, size, null),
                        "first_page_uri",
                        uri(path, query, 0, size, null),
                        "next_page_uri",
                        hasNext
                                ? uri(
                                        path,
                                        query,
                                        page + 1,
                                        size,
                                        shown.getLast().sid())
                                : null,
                        "previous_page_uri",
                        page == 0 ? null : uri(path, query, page - 1, size, null)));
    }

    private static List<StandInMessage> matching(List<StandInMessage> all, Form query) {
        var to = query.first("To");
        var from = query.first("From");
        var on = day(query.first("DateSent"));
        var after = instant(query.first("DateSent>"));
        var before = instant(query.first("DateSent<"));
        return all.stream()
                .filter(message -> to == null || to.isEmpty() || message.to().equals(to))
                .filter(message ->
                        from == null || from.isEmpty() || message.from().equals(from))
                .filter(message -> on == null || on.equals(sent(message).truncatedTo(ChronoUnit.DAYS)))
                .filter(message -> after == null || !sent(message).isBefore(after))
                .filter(message -> before == null || !sent(message).isAfter(before))
                .sorted(Comparator.comparing(
                                (StandInMessage message) -> message.progress().created())
                        .reversed())
                .toList();
    }

    /// A page token names the last message of the previous page, so that newer messages do not shift the next
    /// page.
    private static int startOf(List<StandInMessage> matching, Form query, int page, int size) {
        var token = query.firstOr("PageToken", "");
        if (token.startsWith("PA")) {
            for (int i = 0; i < matching.size(); i++) {
                if (matching.get(i).sid().equals(token.substring(2))) {
                    return i + 1;
                }
            }
        }
        return page * size;
    }

    private static String uri(String path, Form query, int page, int size, @Nullable String after) {
        var uri = new StringBuilder(path).append('?');
        for (var name : List.of("To", "From", "DateSent", "DateSent>", "DateSent<")) {
            var value = query.first(name);
            if (value != null) {
                uri.append(URLEncoder.encode(name, UTF_8))
                        .append('=')
                        .append(URLEncoder.encode(value, UTF_8))
                        .append('&');
            }
        }
        uri.append("PageSize=").append(size).append("&Page=").append(page);
        return after == null
                ? uri.toString()
                : uri.append("&PageToken=PA").append(after).toString();
    }

    private static Instant sent(StandInMessage message) {
        var sent = message.progress().sent();
        return sent == null || message.inbound() ? message.progress().created() : sent;
    }

    private static @Nullable Instant day(@Nullable String text) {
        var instant = instant(text);
        return instant == null ? null : instant.truncatedTo(ChronoUnit.DAYS);
    }

    private static @Nullable Instant instant(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        // Twilio's helper libraries send times without a zone, which are GMT.
        return text.contains("T")
                ? DateTimeFormatter.ISO_DATE_TIME.withZone(ZoneOffset.UTC).parse(text, Instant::from)
                : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
