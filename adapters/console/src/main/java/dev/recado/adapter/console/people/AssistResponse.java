package dev.recado.adapter.console.people;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.recado.domain.assist.AssistAgentUseCase.Assistance;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// @param text in WhatsApp's formatting; empty when nothing is known
/// @param sources what it is based on
/// @param model null where no model wrote it
@Serdeable.Serializable
@JsonInclude(Include.ALWAYS)
record AssistResponse(
        String text, List<String> sources, @Nullable String model) {
    static final AssistResponse NOTHING = new AssistResponse("", List.of(), null);

    static AssistResponse of(Assistance.Written written) {
        return new AssistResponse(
                written.text(), written.sources(), written.model().isEmpty() ? null : written.model());
    }
}
