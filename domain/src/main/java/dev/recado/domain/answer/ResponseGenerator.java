package dev.recado.domain.answer;

import dev.recado.domain.answer.KnowledgeBase.Passage;
import dev.recado.domain.conversation.LastNotification;
import dev.recado.domain.conversation.Utterance;
import dev.recado.domain.message.MessageContext;
import dev.recado.domain.message.Role;
import dev.recado.domain.message.Usage;
import dev.recado.domain.text.Language;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Writes an answer with a language model. Retries inside are the adapter's, bounded by the prompt's deadline.
public interface ResponseGenerator {

    /// Blocks until there is an answer or it is clear that there will be none; never beyond the deadline by more than
    /// a moment. A repeat asks (and pays) again.
    Generation generate(Prompt prompt);

    /// Whether there is a model at all.
    default boolean isConfigured() {
        return true;
    }

    /// What the model is told by us and nobody else is to be told; empty when there is nothing.
    default String confidential() {
        return "";
    }

    /// Whether the model can look at files of this type.
    ///
    /// @param contentType as `image/jpeg` or `application/pdf`
    default boolean reads(String contentType) {
        return false;
    }

    /// What the model is given. The system text is the adapter's; the phone number never goes to a model.
    ///
    /// @param history the recent turns, oldest first, without the message
    /// @param message what the user says now
    /// @param files what came along, each of a type that the model {@link #reads}
    /// @param known what is known besides
    /// @param means what the model may do besides writing
    /// @param deadline no try starts after it, and one under way is cut
    /// @param standIn whether something else answers well enough if the model does not: then few
    ///     tries are worth the user's wait, and none at a model that is down
    record Prompt(
            List<Utterance> history,
            String message,
            List<File> files,
            Language language,
            Known known,
            Means means,
            Instant deadline,
            boolean standIn) {
        public Prompt {
            history = List.copyOf(history);
            files = List.copyOf(files);
        }

        /// With nothing else that answers.
        public Prompt(
                List<Utterance> history,
                String message,
                List<File> files,
                Language language,
                Known known,
                Means means,
                Instant deadline) {
            this(history, message, files, language, known, means, deadline, false);
        }

        /// With something else that answers.
        public Prompt withStandIn() {
            return new Prompt(history, message, files, language, known, means, deadline, true);
        }

        /// With nothing known but a name, and nothing to do but to write.
        public Prompt(
                List<Utterance> history,
                String message,
                Language language,
                @Nullable String profileName,
                Instant deadline) {
            this(
                    history,
                    message,
                    List.of(),
                    language,
                    new Known(profileName, Map.of(), null, List.of()),
                    Means.NONE,
                    deadline);
        }

        public @Nullable String profileName() {
            return known.profileName();
        }
    }

    /// A file that the user sent, on this machine's disk.
    record File(Path path, String contentType) {}

    /// All of it is data, none of it an instruction.
    ///
    /// @param profileName the user's name as they chose it
    /// @param contact what the business knows of the user and allows to be told, by field
    /// @param lastNotice what the business told the user last, unasked
    /// @param references what the user's message refers to
    /// @param passages of the business's documents, best first
    record Known(
            @Nullable String profileName,
            Map<String, String> contact,
            @Nullable LastNotification lastNotice,
            List<Reference> references,
            List<Passage> passages) {
        public Known {
            contact = Map.copyOf(contact);
            references = List.copyOf(references);
            passages = List.copyOf(passages);
        }

        /// Of a message that refers to nothing.
        public Known(
                @Nullable String profileName,
                Map<String, String> contact,
                @Nullable LastNotification lastNotice,
                List<Passage> passages) {
            this(profileName, contact, lastNotice, List.of(), passages);
        }
    }

    /// What a message refers to without saying it.
    sealed interface Reference {
        /// An earlier message that the user quotes.
        ///
        /// @param by who wrote it
        record Quoted(Role by, String text) implements Reference {}

        /// Where the user came from.
        record CameFrom(MessageContext.Referral referral) implements Reference {}
    }

    /// @param tools whether the model may leave a lead, ask for a human and look into the documents
    /// @param lookUp the passages for a question of the model's own
    /// @param thread the provider's own name of this conversation, as an earlier answer gave it; null for none
    record Means(
            boolean tools,
            Function<String, List<Passage>> lookUp,
            @Nullable String thread) {
        public static final Means NONE = new Means(false, question -> List.of(), null);
    }

    /// What came of it.
    sealed interface Generation {
        /// @param text CommonMark, never blank
        /// @param actions what the model did besides, checked: each once, in order
        /// @param found the passages it looked up itself
        /// @param usage of all calls that led to it
        /// @param model provider and name, as it is counted
        /// @param thread the provider's own name of this conversation from now on; null for none
        record Answer(
                String text,
                List<ModelAction> actions,
                List<Passage> found,
                Usage usage,
                String model,
                Duration took,
                @Nullable String thread)
                implements Generation {
            public Answer {
                actions = List.copyOf(actions);
                found = List.copyOf(found);
            }

            /// Words alone.
            public Answer(String text, String model, Duration took) {
                this(text, List.of(), List.of(), Usage.NONE, model, took, null);
            }
        }

        /// The model or its guard declined to answer.
        record Refusal(String reason, String model, Usage usage) implements Generation {
            /// Of a model without a name, that cost nothing.
            public Refusal(String reason) {
                this(reason, "", Usage.NONE);
            }
        }

        /// Tried until the deadline or a final error, without an answer.
        /// @param reason fit for a log: status and error type, no content
        /// @param model who was asked last
        /// @param usage of the calls that led nowhere
        record Failed(String reason, String model, Usage usage) implements Generation {
            /// Of a model without a name, that cost nothing.
            public Failed(String reason) {
                this(reason, "", Usage.NONE);
            }
        }

        /// No model is configured.
        record NoModel() implements Generation {}
    }
}
