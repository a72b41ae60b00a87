package dev.recado.domain.turn;

import static dev.recado.domain.fake.FakeTranscriber.recording;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.answer.BuiltInText;
import dev.recado.domain.answer.BuiltInTexts;
import dev.recado.domain.answer.OffencePenalty;
import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.conversation.ConversationStatus;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.fake.Desk;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.Content.Attachment;
import dev.recado.domain.message.Content.Media;
import dev.recado.domain.message.Content.MediaKind;
import dev.recado.domain.message.OutboundContent.Option;
import dev.recado.domain.policy.MessageLimits;
import dev.recado.domain.policy.ReplyPolicies;
import dev.recado.domain.text.Language;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What goes before everything else, and what is only small talk.
class SmallTalkAndUrgencyTest {
    private static final String ANA = "+15550000001";
    private static final String CRY = "mi bebé no respira";
    private static final String CALL = "Llama al 112";
    private static final BuiltInTexts TEXTS = BuiltInTexts.builtIn(Language.SPANISH);

    private final Desk desk = new Desk();
    private int messages;

    private String says(String words) {
        int before = desk.sender.texts().size();
        desk.sends(Messages.message("SM" + ++messages, ANA, new Content.Text(words), desk.clock.instant()));
        desk.pass(Duration.ofSeconds(2));
        List<String> said = desk.sender.texts();
        return said.size() == before ? "" : said.getLast();
    }

    private static String text(BuiltInText phrase) {
        return TEXTS.of(phrase, Language.SPANISH);
    }

    private Conversation conversation() {
        return desk.store.find(ConversationId.of(new UserAddress.Phone(ANA))).orElseThrow();
    }

    private long handoffs() {
        return desk.businessEvents.stream()
                .filter(event -> event.type() == BusinessEvent.Type.HANDOFF_REQUESTED)
                .map(BusinessEvent::id)
                .distinct()
                .count();
    }

    // --- urgency

    @Test
    void anUrgentAnswerGoesBeforeAModelAndAPersonIsAskedFor() {
        desk.urgent.put(CRY, CALL);

        assertThat(says(CRY)).isEqualTo(CALL);
        assertThat(desk.prompts).isEmpty();
        assertThat(conversation().status()).isEqualTo(ConversationStatus.WAITING);
        assertThat(desk.businessEvents)
                .filteredOn(event -> event.type() == BusinessEvent.Type.HANDOFF_REQUESTED)
                .first()
                .satisfies(event -> assertThat(event.details())
                        .containsEntry("by", "urgent")
                        .containsEntry("phone", ANA)
                        .containsEntry("name", "Test User")
                        .containsEntry("text", CRY));
    }

    @Test
    void anUrgentAnswerGoesBeforeLimitsBlocksRepetitionAndAnOptOut() {
        desk.urgent.put(CRY, CALL);
        desk.policies = new ReplyPolicies(
                new MessageLimits(2, 0), new OffencePenalty(1, Duration.ofHours(1), Duration.ofHours(1)), 1, Set.of());
        for (int i = 0; i < 5; i++) {
            assertThat(says(CRY)).as("again, %d", i).isEqualTo(CALL);
        }
        assertThat(says("eres un hijo de puta")).isNotEqualTo(CALL);
        assertThat(says(CRY)).as("blocked or limited").isEqualTo(CALL);
        desk.policies = ReplyPolicies.LENIENT;
        says("BAJA");
        assertThat(says(CRY)).as("opted out").isEqualTo(CALL);
        assertThat(says("hola")).as("still opted out").isEmpty();
        assertThat(handoffs()).isGreaterThan(1);
    }

    private String speaks(String words) {
        int before = desk.sender.texts().size();
        String url = "https://media.example.com/" + ++messages;
        desk.media.at(url, "audio/ogg", recording(words));
        Media note = new Media(MediaKind.AUDIO, List.of(new Attachment(url, "audio/ogg")), "");
        desk.sends(Messages.message("SM" + messages, ANA, note, desk.clock.instant()));
        desk.pass(Duration.ofSeconds(2));
        List<String> said = desk.sender.texts();
        return said.size() == before ? "" : said.getLast();
    }

    @Test
    void anUrgentVoiceNoteGoesBeforeABlockAnOptOutAndLimits() {
        desk.transcriber.configured = true;
        desk.urgent.put(CRY, CALL);
        desk.policies = new ReplyPolicies(
                new MessageLimits(2, 0), new OffencePenalty(1, Duration.ofHours(1), Duration.ofHours(1)), 1, Set.of());
        assertThat(says("eres un hijo de puta")).isNotEmpty();
        assertThat(speaks(CRY)).as("blocked").isEqualTo(CALL);
        assertThat(speaks(CRY)).as("over the limit").isEqualTo(CALL);
        desk.policies = ReplyPolicies.LENIENT;
        says("BAJA");
        assertThat(speaks(CRY)).as("opted out").isEqualTo(CALL);
        assertThat(speaks("hola")).as("still opted out").isEmpty();
    }

    @Test
    void whoIsToHearNothingIsListenedToOnlySoOftenAndOnlyWhereSomethingCanBeUrgent() {
        desk.transcriber.configured = true;
        says("BAJA");
        speaks("hola");
        assertThat(desk.transcriber.transcribed()).as("nothing is urgent here").isEmpty();

        desk.urgent.put(CRY, CALL);
        for (int i = 0; i < 30; i++) {
            speaks("hola " + i);
        }
        assertThat(desk.transcriber.transcribed()).hasSize(20);
        desk.pass(Duration.ofHours(1));
        assertThat(speaks(CRY)).isEqualTo(CALL);
    }

    @Test
    void aVoiceNoteIsListenedToOnceWhereSomethingCanBeUrgent() {
        desk.transcriber.configured = true;
        desk.urgent.put(CRY, CALL);

        assertThat(speaks("¿abren hoy?")).contains("¿abren hoy?");
        assertThat(desk.transcriber.transcribed()).hasSize(1);
        assertThat(desk.sender.sent().getLast().provenance().steps())
                .filteredOn(step -> "stt".equals(step.get("step")))
                .hasSize(1);
    }

    // --- small talk

    @Test
    void withoutAModelAGreetingIsGreetedAndNotTwiceAlike() {
        desk.configured = false;

        assertThat(says("hola")).isEqualTo("¡Hola! Soy Recado. ¿En qué puedo ayudarte?");
        assertThat(says("hola?")).isEqualTo(text(BuiltInText.SMALL_TALK_GREETING_AGAIN));
        assertThat(says("buenas")).isEqualTo(text(BuiltInText.SMALL_TALK_GREETING));
        assertThat(says("gracias")).isEqualTo(text(BuiltInText.SMALL_TALK_THANKS));
        assertThat(says("👍")).isEqualTo(text(BuiltInText.SMALL_TALK_OK));
        assertThat(says("jajaja")).isEqualTo(text(BuiltInText.SMALL_TALK_LAUGHTER));
        assertThat(says("¿quién eres?")).isEqualTo(text(BuiltInText.SMALL_TALK_WHO));
        assertThat(says("adiós")).isEqualTo(text(BuiltInText.SMALL_TALK_GOODBYE));
        assertThat(says("hello")).isEqualTo(TEXTS.of(BuiltInText.SMALL_TALK_GREETING, Language.ENGLISH));
    }

    @Test
    void aBusinesssOwnWordsForAGreetingGoBefore() {
        desk.configured = false;
        desk.curated.put("hola", "¡Bienvenida al taller!");

        assertThat(says("hola")).isEqualTo("¡Bienvenida al taller!");
    }

    @Test
    void whereAModelAnswersItHasTheSmallTalkButForWhatTheBotIs() {
        assertThat(says("hola")).isEqualTo("eco: hola");
        assertThat(says("sí")).isEqualTo("eco: sí");
        assertThat(says("¿eres un robot?")).isEqualTo(text(BuiltInText.SMALL_TALK_ROBOT));
    }

    @Test
    void yesToTheOneOptionThatIsOfferedMeansIt() {
        desk.configured = false;
        says("¿venden naves espaciales?");

        assertThat(says("sí")).isEqualTo(text(BuiltInText.HANDOFF));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Sí, gracias", "Hola, sí", "sí por favor, muchas gracias", "yes please, thanks", "oui merci"})
    void aYesWithThanksOrAGreetingIsAYes(String yes) {
        desk.configured = false;
        says("¿venden naves espaciales?");

        assertThat(says(yes)).isEqualTo(text(BuiltInText.HANDOFF));
    }

    @ParameterizedTest
    @ValueSource(strings = {"No, gracias", "Hola, no", "no, está bien, gracias"})
    void aNoWithThanksIsANo(String no) {
        desk.configured = false;
        says("¿venden naves espaciales?");

        assertThat(says(no)).isEqualTo(text(BuiltInText.SMALL_TALK_NO));
        assertThat(handoffs()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"No entiendo", "no va", "no está bien", "não entendi"})
    void whatIsNotUnderstoodIsNoRefusal(String words) {
        desk.configured = false;

        assertThat(says(words)).startsWith(text(BuiltInText.DONT_KNOW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"¿Es automático?", "C'est vrai ?", "Is this real?", "É automático?", "robot?"})
    void aQuestionAboutAThingIsTheModels(String question) {
        assertThat(says(question)).isEqualTo("eco: " + question);
    }

    @Test
    void yesToSeveralOptionsAsksWhich() {
        desk.configured = false;
        desk.curated.put("menú", "¿Qué necesitas?");
        desk.offers.put("menú", List.of(new Option("a", "Precios", null), new Option("b", "Citas", null)));
        says("menú");

        assertThat(says("sí")).startsWith(text(BuiltInText.CHOOSE)).contains("1. Precios", "2. Citas");
        assertThat(says("no")).isEqualTo(text(BuiltInText.SMALL_TALK_NO));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?", "??", "¿?", "?!", " ? "})
    void aQuestionMarkAloneAsksForHelpOrForTheOfferOnceMore(String mark) {
        desk.configured = false;
        // a long text comes in parts
        assertThat(says(mark)).isNotEmpty().isSubstringOf(BuiltInText.HELP.in(Language.SPANISH));

        desk.curated.put("menú", "¿Qué necesitas?");
        desk.offers.put("menú", List.of(new Option("a", "Precios", null), new Option("b", "Citas", null)));
        says("menú");

        assertThat(says(mark)).startsWith(text(BuiltInText.CHOOSE)).contains("1. Precios", "2. Citas");
    }

    // --- language

    @Test
    void commandsAndSingleWordsLeaveTheLanguageOfAConversation() {
        desk.languages.put("¿cuánto cuesta el masaje?", Language.SPANISH);
        for (String english : List.of("/help", "START", "help", "menu", "status", "hello", "/help me please")) {
            desk.languages.put(english, Language.ENGLISH);
        }
        says("¿cuánto cuesta el masaje?");

        for (String help : List.of("/help", "help")) {
            // a long text comes in parts
            assertThat(BuiltInText.HELP.in(Language.SPANISH)).endsWith(says(help));
        }
        for (String english : List.of("START", "menu", "status", "hello", "/help me please")) {
            says(english);
            assertThat(conversation().language()).as(english).isEqualTo(Language.SPANISH);
        }
    }
}
