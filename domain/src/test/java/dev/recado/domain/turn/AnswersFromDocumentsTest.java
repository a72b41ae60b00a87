package dev.recado.domain.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.answer.BuiltInText;
import dev.recado.domain.answer.KnowledgeBase.Passage;
import dev.recado.domain.answer.ModelAction;
import dev.recado.domain.answer.ResponseGenerator.Generation;
import dev.recado.domain.answer.ResponseGenerator.Prompt;
import dev.recado.domain.contact.Contact;
import dev.recado.domain.conversation.ConversationStatus;
import dev.recado.domain.conversation.LastNotification;
import dev.recado.domain.conversation.Lead;
import dev.recado.domain.conversation.SessionStore.Changes;
import dev.recado.domain.conversation.SessionStore.Claim;
import dev.recado.domain.conversation.SessionStore.Decision;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.event.Event;
import dev.recado.domain.event.Event.Closing;
import dev.recado.domain.fake.Desk;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.OutboundContent.Option;
import dev.recado.domain.message.Outbox;
import dev.recado.domain.message.Usage;
import dev.recado.domain.text.Language;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AnswersFromDocumentsTest {
    private static final String ANA = "+15550000001";
    private static final String BRUNO = "+15550000002";
    private static final Duration A_WHILE = Duration.ofSeconds(2);

    private final Desk desk = new Desk();
    private int messages;

    private void writes(String from, String text) {
        desk.writes("SM" + ++messages, from, text);
        desk.pass(A_WHILE);
    }

    private String answer() {
        return desk.sender.texts().getLast();
    }

    private List<BusinessEvent> told(BusinessEvent.Type type) {
        return desk.businessEvents.stream()
                .filter(event -> event.type() == type)
                .collect(Collectors.toMap(BusinessEvent::id, event -> event, (one, other) -> one, LinkedHashMap::new))
                .values()
                .stream()
                .toList();
    }

    @Test
    void withoutAModelTheBestPassageIsTheAnswer() {
        desk.configured = false;
        desk.knowledge.on("masaje", "El masaje cuesta 40 €.", 0.9).on("cuesta", "Todo cuesta algo.", 0.6);
        writes(ANA, "¿Cuánto cuesta el masaje?");

        assertThat(desk.sender.texts()).containsExactly("El masaje cuesta 40 €.");
        assertThat(desk.prompts).isEmpty();
        assertThat(desk.told(Event.KnowledgeSearched.class))
                .singleElement()
                .satisfies(step -> assertThat(step.confidence()).isEqualTo(0.9));
        assertThat(desk.sender.sent().getLast().provenance().sources()).containsExactly("masaje.md");
        assertThat(desk.told(Event.Answered.class).getLast().closing()).isEqualTo(Closing.ANSWER);
    }

    @Test
    void belowTheThresholdItSaysThatItDoesNotKnowAndOffersAPerson() {
        desk.configured = false;
        desk.knowledge.on("nave", "Las naves de la feria.", 0.3);
        writes(ANA, "¿venden una nave espacial?");

        assertThat(answer())
                .isEqualTo(BuiltInText.DONT_KNOW.in(Language.SPANISH) + "\n\n1. "
                        + BuiltInText.TALK_TO_A_PERSON.in(Language.SPANISH));

        writes(ANA, "1");
        assertThat(answer()).isEqualTo(BuiltInText.HANDOFF.in(Language.SPANISH));
        assertThat(told(BusinessEvent.Type.HANDOFF_REQUESTED))
                .singleElement()
                .satisfies(event -> assertThat(event.details()).containsEntry("by", "user"));
    }

    @Test
    void whoWaitsForAPersonIsNotOfferedOneAgain() {
        desk.configured = false;
        writes(ANA, "quiero hablar con una persona");
        writes(ANA, "¿y cuándo venden naves?");

        assertThat(answer()).isEqualTo(BuiltInText.DONT_KNOW.in(Language.SPANISH));
    }

    @Test
    void aQuestionThatGoesOnIsUnderstoodWithTheOneBefore() {
        desk.configured = false;
        desk.knowledge.on("masaje", "Masajes de lunes a sábado.", 0.7).on("domingos", "Cerramos a veces.", 0.2);
        writes(ANA, "¿hacen masaje?");
        writes(ANA, "¿y los domingos?");

        assertThat(desk.knowledge.questions())
                .containsExactly("¿hacen masaje?", "¿y los domingos?", "¿hacen masaje?\n¿y los domingos?");
        assertThat(answer()).isEqualTo("Masajes de lunes a sábado.");
    }

    @Test
    void thanksAreNoQuestionThatGoesOn() {
        desk.configured = false;
        desk.knowledge.on("masaje", "Masajes de lunes a sábado.", 0.7);
        writes(ANA, "¿hacen masaje?");
        writes(ANA, "ok gracias");

        assertThat(answer()).isEqualTo(BuiltInText.SMALL_TALK_THANKS.in(Language.SPANISH));
    }

    @Test
    void theModelReadsThePassagesAndItsSourcesAreKept() {
        desk.knowledge.on("masaje", "El masaje cuesta 40 €.", 0.9).on("sauna", "La sauna, 10 €.", 0.8);
        desk.model = prompt -> {
            Passage sauna = prompt.options().lookUp().apply("sauna").getFirst();
            return new Generation.Answer("40 €", List.of(), List.of(sauna), Usage.NONE, "m", Duration.ZERO, "thread-1");
        };
        writes(ANA, "¿precio del masaje?");

        Prompt prompt = desk.prompts.getFirst();
        assertThat(prompt.facts().passages()).extracting(Passage::source).containsExactly("masaje.md");
        assertThat(prompt.options().tools()).isTrue();
        assertThat(desk.sender.sent().getLast().provenance().sources()).containsExactly("masaje.md", "sauna.md");
        assertThat(desk.store.conversations().getFirst().thread()).isEqualTo("thread-1");
        assertThat(desk.told(Event.KnowledgeSearched.class)).hasSize(2);
    }

    @Test
    void theModelIsToldThatNoDocumentFits() {
        desk.knowledge.on("masaje", "El masaje cuesta 40 €.", 0.05);
        writes(ANA, "¿precio del masaje?");

        assertThat(desk.prompts.getFirst().facts().passages()).isEmpty();
    }

    @Test
    void aModelThatFailsIsStoodInForByTheDocuments() {
        desk.model = prompt -> new Generation.Failed("503");
        desk.knowledge.on("masaje", "El masaje cuesta 40 €.", 0.9);
        writes(ANA, "¿precio del masaje?");

        assertThat(desk.sender.texts()).containsExactly("El masaje cuesta 40 €.");
        assertThat(desk.told(Event.DeadLettered.class)).isEmpty();
        assertThat(desk.sender.sent().getLast().provenance().steps())
                .extracting(step -> step.get("step") + " " + step.get("outcome"))
                .containsExactly("cache miss", "kb hit", "llm error");
    }

    @Test
    void aModelThatDocumentsCanStandInForIsNotWaitedForLong() {
        desk.knowledge.on("masaje", "El masaje cuesta 40 €.", 0.9);
        desk.knowledge.on("sauna", "La sauna está abajo.", 0.3);
        writes(ANA, "¿precio del masaje?");
        writes(ANA, "cuéntame algo de la sauna");
        writes(ANA, "que alguien me llame por favor");

        assertThat(desk.prompts).extracting(Prompt::standIn).containsExactly(true, false, true);
    }

    @Test
    void whatTheBusinessAllowsIsToldOfTheContact() {
        desk.contact = () -> Optional.of(new Contact(
                "c-1",
                Set.of(new UserAddress.Phone(ANA)),
                "Ana López",
                "ana@example.com",
                Language.SPANISH,
                Map.of("plan", "premium", "debt", "120 €")));
        writes(ANA, "hola");

        assertThat(desk.prompts.getFirst().facts().contact())
                .containsExactlyInAnyOrderEntriesOf(Map.of("name", "Ana López", "plan", "premium"));
    }

    @Test
    void aReplyToANotificationIsUnderstood() {
        InboundMessage first = Messages.text("SM0", ANA, "hola", desk.clock.instant());
        LastNotification reminder = new LastNotification(
                "APPOINTMENT_REMINDER_24H",
                "Recordatorio",
                "Tu cita es mañana a las 14:30. Te escribimos al +1 555 000 0001.",
                Channel.TWILIO,
                desk.clock.instant());
        if (desk.store.claim(first, desk.clock.instant(), Duration.ofSeconds(10)) instanceof Claim.Claimed claimed) {
            desk.store.commit(
                    claimed.conversation(),
                    new Decision(
                            List.of(),
                            new Outbox(List.of(), List.of(), desk.clock.instant()),
                            null,
                            null,
                            null,
                            List.of(),
                            null,
                            new Changes(null, null, reminder, null, List.of()),
                            desk.clock.instant()));
            desk.store.release(claimed.conversation(), null, desk.clock.instant());
        }
        writes(ANA, "¿Puedo cambiarla para las 16?");

        LastNotification told =
                Objects.requireNonNull(desk.prompts.getFirst().facts().lastNotice());
        assertThat(told.event()).isEqualTo("APPOINTMENT_REMINDER_24H");
        assertThat(told.body())
                .isEqualTo("Tu cita es mañana a las 14:30. Te escribimos al [the user's own phone number].");
    }

    @Test
    void aDirectoryThatFailsStopsNoTurn() {
        desk.contact = () -> {
            throw new PortUnavailableException("the CRM: HTTP 503");
        };
        writes(ANA, "hola");

        assertThat(desk.sender.texts()).containsExactly("eco: hola");
        assertThat(desk.told(Event.ContactLookedUp.class))
                .singleElement()
                .satisfies(step -> assertThat(step.error()).isEqualTo("the CRM: HTTP 503"));
    }

    @Test
    void noModelIsToldThePhoneNumber() {
        desk.contact = () -> Optional.of(new Contact(
                "c-1",
                Set.of(new UserAddress.Phone(ANA)),
                "Ana",
                null,
                null,
                Map.of("plan", "premium (tel. 555 000 0001)")));
        desk.model = prompt -> new Generation.Answer("¡Gracias!", "m", Duration.ZERO);
        writes(ANA, "llámenme al +1 555-000-0001 por favor");
        writes(ANA, "¿lo anotaron?");

        assertThat(desk.prompts.toString().replaceAll("[ ().-]", "")).doesNotContain("5550000001");
        assertThat(desk.prompts.getFirst().message()).isEqualTo("llámenme al [the user's own phone number] por favor");
        assertThat(told(BusinessEvent.Type.LEAD_CREATED))
                .singleElement()
                .satisfies(event -> assertThat(event.details()).containsEntry("phone", "+15550000001"));
    }

    @Test
    void whenTheDaysAnswersAreUsedUpThereIsAnExcerptOrANotice() {
        desk.limits.budget = 1;
        desk.knowledge.on("masaje", "El masaje cuesta 40 €.", 0.9);
        writes(ANA, "hola");
        writes(ANA, "¿precio del masaje?");
        assertThat(answer()).isEqualTo("El masaje cuesta 40 €.");
        writes(BRUNO, "¿venden naves?");
        assertThat(answer())
                .isEqualTo(BuiltInText.BUDGET.in(Language.SPANISH) + "\n\n1. "
                        + BuiltInText.TALK_TO_A_PERSON.in(Language.SPANISH));

        assertThat(desk.prompts).hasSize(1);
        assertThat(told(BusinessEvent.Type.LIMIT_REACHED))
                .extracting(BusinessEvent::id)
                .containsOnly("limit_reached/budget/2026-11-21");
        desk.pass(Duration.ofDays(1));
        writes(ANA, "hola otra vez");
        assertThat(answer()).isEqualTo("eco: hola otra vez");
    }

    @Test
    void anAnswerToNobodyInParticularIsLearned() {
        desk.learned.enabled = true;
        desk.knowledge.on("masaje", "El masaje cuesta 40 €.", 0.9);
        writes(ANA, "¿Precio del masaje?");
        writes(BRUNO, "precio del MASAJE");

        assertThat(desk.prompts).hasSize(1);
        assertThat(desk.sender.texts()).containsExactly("eco: ¿Precio del masaje?", "eco: ¿Precio del masaje?");
        assertThat(desk.told(Event.CacheSearched.class).getLast().entry()).isEqualTo("learned");
        assertThat(desk.sender.sent().getLast().provenance().sources()).containsExactly("masaje.md");
    }

    @Test
    void aLearnedAnswerEndsWithItsTimeAndWithTheDocuments() {
        desk.learned.enabled = true;
        desk.knowledge.on("masaje", "El masaje cuesta 40 €.", 0.9);
        writes(ANA, "¿Precio del masaje?");
        desk.knowledge.version = "2";
        writes(BRUNO, "¿Precio del masaje?");
        desk.pass(Duration.ofDays(2));
        writes("+15550000003", "¿Precio del masaje?");

        assertThat(desk.prompts).hasSize(3);
    }

    @Test
    void personalAnswersAreNeitherLearnedNorGiven() {
        desk.learned.enabled = true;
        desk.knowledge.on("masaje", "El masaje cuesta 40 €.", 0.9);
        // a talk in play, details of one's own, nothing to stand on, the asker's name in the answer
        writes(ANA, "hola");
        writes(ANA, "¿Precio del masaje?");
        writes(BRUNO, "¿Precio del masaje? Mi reserva es 123456");
        writes("+15550000003", "¿venden naves?");
        desk.model = prompt -> new Generation.Answer("Cuesta 40 €, Test.", "m", Duration.ZERO);
        writes("+15550000004", "¿Precio del masaje hoy?");
        // somebody the business knows
        desk.contact =
                () -> Optional.of(new Contact("c-1", Set.of(new UserAddress.Phone(ANA)), "Eva", null, null, Map.of()));
        writes("+15550000005", "¿Precio del masaje de pies?");

        assertThat(desk.learned.size()).isZero();
    }

    @Test
    void askingForAPersonIsAnEventAndAState() {
        writes(ANA, "I want to talk to a person");

        assertThat(desk.prompts).isEmpty();
        assertThat(desk.store.conversations().getFirst().status()).isEqualTo(ConversationStatus.WAITING);
        assertThat(told(BusinessEvent.Type.HANDOFF_REQUESTED)).hasSize(1);
        writes(ANA, "I want to talk to a person!");
        assertThat(answer()).isEqualTo(BuiltInText.HANDOFF_AGAIN.in(Language.SPANISH));
        assertThat(told(BusinessEvent.Type.HANDOFF_REQUESTED)).hasSize(1);
    }

    @Test
    void theModelsOwnWordsStandWhenItAsksForAPerson() {
        desk.model = prompt -> new Generation.Answer(
                "Aviso a Marta.",
                List.of(new ModelAction.RequestHandoff("está enfadada")),
                List.of(),
                Usage.NONE,
                "m",
                Duration.ZERO,
                null);
        writes(ANA, "esto es un desastre");

        assertThat(desk.sender.texts()).containsExactly("Aviso a Marta.");
        assertThat(desk.store.conversations().getFirst().status()).isEqualTo(ConversationStatus.WAITING);
        assertThat(told(BusinessEvent.Type.HANDOFF_REQUESTED))
                .singleElement()
                .satisfies(event -> assertThat(event.details())
                        .isEqualTo(Map.of(
                                "reason", "está enfadada",
                                "by", "model",
                                "phone", ANA,
                                "name", "Test User",
                                "text", "esto es un desastre")));
    }

    @Test
    void aLeadLeftInSpanishIsTold() {
        desk.configured = false;
        writes(ANA, "Me llamo Ana López, mi correo es ana@example.com");
        writes(ANA, "Me llamo Ana López, mi correo es ana@example.com");

        assertThat(answer()).isEqualTo(BuiltInText.LEAD_NOTED.in(Language.SPANISH) + " Ana López, ana@example.com");
        assertThat(told(BusinessEvent.Type.LEAD_CREATED)).hasSize(1);
        assertThat(told(BusinessEvent.Type.LEAD_CREATED).getFirst().details())
                .isEqualTo(Map.of("name", "Ana López", "email", "ana@example.com", "source", "whatsapp"));
    }

    @Test
    void aLeadThatTheModelLeftIsToldOnce() {
        var lead = Lead.of("Ana", "ana@example.com", null);
        desk.model = prompt -> new Generation.Answer(
                "Anotado.",
                List.of(new ModelAction.RecordLead(lead), new ModelAction.RecordLead(lead)),
                List.of(),
                Usage.NONE,
                "m",
                Duration.ZERO,
                null);
        writes(ANA, "soy Ana, ana@example.com");

        assertThat(told(BusinessEvent.Type.LEAD_CREATED)).hasSize(1);
    }

    @Test
    void aLeadInSoManyWordsIsTakenThoughTheModelCallsNoTool() {
        desk.model = prompt -> answers("¿En qué más ayudo?");
        writes(ANA, "Me llamo Ana López, mi correo es ana@example.com");

        assertThat(answer()).isEqualTo("¿En qué más ayudo?");
        assertThat(told(BusinessEvent.Type.LEAD_CREATED))
                .singleElement()
                .satisfies(event -> assertThat(event.details())
                        .isEqualTo(Map.of("name", "Ana López", "email", "ana@example.com", "source", "whatsapp")));
    }

    @Test
    void aLeadThatTheModelAndThePatternsFindIsOne() {
        desk.model = prompt -> new Generation.Answer(
                "Anotado.",
                List.of(new ModelAction.RecordLead(Lead.of(null, "ana@example.com", null))),
                List.of(),
                Usage.NONE,
                "m",
                Duration.ZERO,
                null);
        writes(ANA, "Me llamo Ana López, mi correo es ana@example.com, o llamadme al +1 555 010 0142");

        assertThat(told(BusinessEvent.Type.LEAD_CREATED))
                .singleElement()
                .satisfies(event -> assertThat(event.details())
                        .containsEntry("name", "Ana López")
                        .containsEntry("email", "ana@example.com")
                        .containsEntry("phone", "+15550100142"));
    }

    @Test
    void aLeadBesideARequestForAPersonIsTaken() {
        writes(ANA, "Quiero hablar con una persona, mi correo es ana@example.com");

        assertThat(told(BusinessEvent.Type.HANDOFF_REQUESTED)).hasSize(1);
        assertThat(told(BusinessEvent.Type.LEAD_CREATED)).hasSize(1);
    }

    @Test
    void aRequestForAPersonIsAHandoffThoughTheModelIsDown() {
        desk.model = prompt -> new Generation.Failed("503");
        writes(ANA, "que alguien me llame por favor");

        assertThat(answer()).isEqualTo(BuiltInText.HANDOFF.in(Language.SPANISH));
        assertThat(told(BusinessEvent.Type.HANDOFF_REQUESTED)).hasSize(1);
    }

    @Test
    void thePartTellsWhatAnswered() {
        desk.model = prompt -> answers("A las nueve.");
        writes(ANA, "¿cuándo abren?");
        assertThat(desk.sender.sent().getLast().provenance().source()).isEqualTo("model");

        desk.model = prompt -> answers("A las nueve.\nY los sábados a las diez.");
        writes(ANA, "¿cuándo abren?");
        assertThat(desk.sender.sent().getLast().index()).isEqualTo(1);
        assertThat(desk.sender.sent().getLast().provenance().source()).isEqualTo("model");

        desk.curated.put("precios", "Desde 20 €.");
        writes(ANA, "precios");
        assertThat(desk.sender.sent().getLast().provenance().source()).isEqualTo("curated");

        desk.model = prompt -> new Generation.Failed("503");
        writes(ANA, "¿y mañana?");
        assertThat(desk.sender.sent().getLast().provenance().source()).isEqualTo("notice");
    }

    private static Generation answers(String text) {
        return new Generation.Answer(text, List.of(), List.of(), Usage.NONE, "m", Duration.ZERO, null);
    }

    @Test
    void anOptionPickedAsksForAPersonWhateverItSays() {
        desk.sends(Messages.message(
                "SM1",
                ANA,
                new Content.Choice(Content.ChoiceKind.BUTTON, "recado:human", "Hablar con alguien"),
                desk.clock.instant()));
        desk.pass(A_WHILE);

        assertThat(answer()).isEqualTo(BuiltInText.HANDOFF.in(Language.SPANISH));
        assertThat(new Option("recado:human", BuiltInText.TALK_TO_A_PERSON.in(Language.FRENCH), null).title())
                .hasSizeLessThanOrEqualTo(20);
    }
}
