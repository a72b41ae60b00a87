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

/// Generates answers with a language model. The adapter retries within the prompt's deadline. Thread-safe.
public interface ResponseGenerator {

    /// Generates an answer; blocks until it is there or has failed, hardly longer than the deadline. Never
    /// throws for a failure of the provider. A repeat asks (and pays) again.
    Generation generate(Prompt prompt);

    /// Returns whether a model is configured.
    default boolean isConfigured() {
        return true;
    }

    /// Returns the instructions that must not be revealed; empty for none.
    default String confidential() {
        return "";
    }

    /// Returns whether the model can read files of this type.
    ///
    /// @param contentType such as `image/jpeg` or `application/pdf`
    default boolean reads(String contentType) {
        return false;
    }

    /// The input of a model. The adapter adds the system text; the phone number never goes to a model.
    ///
    /// @param history the recent turns, oldest first, without the message
    /// @param message the user's current words
    /// @param files the files sent with it, each of a type that the model [#reads]
    /// @param facts further facts
    /// @param options what the model may do beside writing
    /// @param deadline no attempt starts after it, and a running one is cut off
    /// @param standIn whether another answer is ready if the model fails: then few attempts are worth the wait,
    ///     and none at a model that is down
    record Prompt(
            List<Utterance> history,
            String message,
            List<File> files,
            Language language,
            KnownFacts facts,
            ModelOptions options,
            Instant deadline,
            boolean standIn) {
        public Prompt {
            history = List.copyOf(history);
            files = List.copyOf(files);
        }

        /// Creates a prompt without a stand-in.
        public Prompt(
                List<Utterance> history,
                String message,
                List<File> files,
                Language language,
                KnownFacts facts,
                ModelOptions options,
                Instant deadline) {
            this(history, message, files, language, facts, options, deadline, false);
        }

        /// Returns this prompt with a stand-in.
        public Prompt withStandIn() {
            return new Prompt(history, message, files, language, facts, options, deadline, true);
        }

        /// Creates a prompt with only the user's name, without tools.
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
                    new KnownFacts(profileName, Map.of(), null, List.of()),
                    ModelOptions.NONE,
                    deadline);
        }

        public @Nullable String profileName() {
            return facts.profileName();
        }
    }

    /// A file from the user, on this machine's disk.
    record File(Path path, String contentType) {}

    /// Facts for the model. All of them are data, never instructions.
    ///
    /// @param profileName the user's name as they chose it
    /// @param contact what the business knows of the user and shares with models, by field
    /// @param lastNotice the last notification sent to the user
    /// @param references what the user's message refers to
    /// @param passages from the business's documents, best first
    record KnownFacts(
            @Nullable String profileName,
            Map<String, String> contact,
            @Nullable LastNotification lastNotice,
            List<Reference> references,
            List<Passage> passages) {
        public KnownFacts {
            contact = Map.copyOf(contact);
            references = List.copyOf(references);
            passages = List.copyOf(passages);
        }

        /// Creates facts without references.
        public KnownFacts(
                @Nullable String profileName,
                Map<String, String> contact,
                @Nullable LastNotification lastNotice,
                List<Passage> passages) {
            this(profileName, contact, lastNotice, List.of(), passages);
        }
    }

    /// Something a message refers to without containing it.
    sealed interface Reference {
        /// A quoted earlier message.
        ///
        /// @param by its author
        record Quoted(Role by, String text) implements Reference {}

        /// The advertisement or product that the user came from.
        record CameFrom(MessageContext.Referral referral) implements Reference {}
    }

    /// What the model writes.
    enum Writing {
        /// The answer to the user.
        ANSWER,
        /// A draft of the answer, for a person of the business who checks it and sends it.
        DRAFT,
        /// A summary for a person of the business of the conversation in [Prompt#message], in the prompt's
        /// language.
        SUMMARY,
        /// A translation of [Prompt#message] into the prompt's language.
        TRANSLATION
    }

    /// What the model may do.
    ///
    /// @param tools whether it may record a lead, ask for a person and search the documents
    /// @param lookUp searches passages for a question of the model
    /// @param thread the provider's id of this conversation from an earlier answer; null for none
    /// @param handoffWords what the user may be told once the model asked for a person; empty when it may not
    ///     ask
    record ModelOptions(
            Writing writing,
            boolean tools,
            Function<String, List<Passage>> lookUp,
            @Nullable String thread,
            String handoffWords) {
        public static final ModelOptions NONE = of(Writing.ANSWER);

        /// Creates options for an answer.
        public ModelOptions(
                boolean tools, Function<String, List<Passage>> lookUp, @Nullable String thread, String handoffWords) {
            this(Writing.ANSWER, tools, lookUp, thread, handoffWords);
        }

        /// Options without tools.
        public static ModelOptions of(Writing writing) {
            return new ModelOptions(writing, false, _ -> List.of(), null, "");
        }
    }

    /// The outcome.
    sealed interface Generation {
        /// An answer.
        ///
        /// @param text CommonMark, never blank
        /// @param actions what the model did beside its text, checked: each once, in order
        /// @param found the passages the model searched itself
        /// @param usage of all calls that led to it
        /// @param model provider and name, as used in metrics
        /// @param thread the provider's id of this conversation from now on; null for none
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

            /// Creates an answer of text only.
            public Answer(String text, String model, Duration took) {
                this(text, List.of(), List.of(), Usage.NONE, model, took, null);
            }
        }

        /// The model, or the provider's guard, declined to answer.
        record Refusal(String reason, String model, Usage usage) implements Generation {
            /// Creates a refusal without model name and cost.
            public Refusal(String reason) {
                this(reason, "", Usage.NONE);
            }
        }

        /// No answer until the deadline or a final error.
        ///
        /// @param reason fit for the log: status and error type, no content
        /// @param model the one asked last
        /// @param usage of the failed calls
        record Failed(String reason, String model, Usage usage) implements Generation {
            /// Creates a failure without model name and cost.
            public Failed(String reason) {
                this(reason, "", Usage.NONE);
            }
        }

        /// No model is configured.
        record NoModel() implements Generation {}
    }
}
