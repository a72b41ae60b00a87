package dev.recado.adapter.console.kept;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.recado.domain.kept.CannedReply;
import dev.recado.domain.text.Language;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A canned reply.
@Serdeable.Serializable
@JsonInclude(Include.ALWAYS)
record CannedReplyBody(
        String id, String name, String text, @Nullable String language, int version, EditBody changed) {

    static CannedReplyBody of(CannedReply reply) {
        Language language = reply.language();
        return new CannedReplyBody(
                reply.id(),
                reply.name(),
                reply.text(),
                language == null ? null : language.tag(),
                reply.edit().version(),
                EditBody.of(reply.edit()));
    }

    /// @param next always null: all are on one page
    /// @param hours what `{{hours}}` stands for; null while the business gave no opening hours
    @Serdeable.Serializable
    @JsonInclude(Include.ALWAYS)
    record Page(
            List<CannedReplyBody> items,
            @Nullable String next,
            @Nullable String hours) {
        static Page of(List<CannedReply> replies, @Nullable String hours) {
            return new Page(replies.stream().map(CannedReplyBody::of).toList(), null, hours);
        }
    }
}
