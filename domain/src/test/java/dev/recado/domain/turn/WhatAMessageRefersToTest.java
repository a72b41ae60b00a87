package dev.recado.domain.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.answer.BuiltInText;
import dev.recado.domain.answer.BuiltInTexts;
import dev.recado.domain.answer.ResponseGenerator.Reference;
import dev.recado.domain.fake.Desk;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.UserAddress.Phone;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.MessageContext;
import dev.recado.domain.message.MessageContext.Audience;
import dev.recado.domain.message.MessageContext.Referral;
import dev.recado.domain.message.Role;
import dev.recado.domain.text.Language;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a user quotes, or came from, is told to the model as data.
class WhatAMessageRefersToTest {
    private static final String ANA = "+15550000001";
    private static final String BRUNO = "+15550000002";
    private static final Duration A_WHILE = Duration.ofSeconds(5);

    private final Desk desk = new Desk();

    private void writes(String id, String from, String text, @Nullable String quoted, @Nullable Referral referral) {
        InboundMessage message = Messages.text(id, from, text, desk.clock.instant());
        desk.sends(message.with(new MessageContext(Audience.BOT, quoted, referral)));
        desk.pass(A_WHILE);
    }

    private @Nullable String lastSent(String user) {
        return desk.store
                .history(ConversationId.of(new Phone(user)), 9)
                .getLast()
                .externalMessageId();
    }

    @Test
    void theModelIsGivenTheAnswerThatIsQuoted() {
        desk.writes("SM1", ANA, "opciones");
        desk.pass(A_WHILE);
        writes("SM2", ANA, "la segunda de aquí", lastSent(ANA), null);

        assertThat(desk.prompts.getLast().facts().references())
                .containsExactly(new Reference.Quoted(Role.ASSISTANT, "eco: opciones"));
        assertThat(desk.prompts.getLast().message()).isEqualTo("la segunda de aquí");
    }

    @Test
    void theModelIsGivenTheUsersOwnMessageThatIsQuoted() {
        desk.writes("SM1", ANA, "¿y el lunes?");
        desk.pass(A_WHILE);
        writes("SM2", ANA, "esto", "SM1", null);

        assertThat(desk.prompts.getLast().facts().references())
                .containsExactly(new Reference.Quoted(Role.USER, "¿y el lunes?"));
    }

    @Test
    void nobodyIsShownWhatAnotherUserWrote() {
        desk.writes("SM1", BRUNO, "mi secreto");
        desk.pass(A_WHILE);
        writes("SM2", ANA, "¿qué dice?", "SM1", null);
        writes("SM3", ANA, "¿y aquí?", lastSent(BRUNO), null);
        writes("SM4", ANA, "¿y esto?", "SMunknown", null);

        assertThat(desk.prompts)
                .allSatisfy(prompt -> assertThat(prompt.facts().references()).isEmpty());
    }

    @Test
    void theModelIsGivenTheAdvertisementThatTheUserCameFrom() {
        Referral ad = new Referral("ad", "Chat with us", "Summer Succulents are here!", "1202", "https://fb.me/3cr4");
        writes("SM1", ANA, "¿más información?", null, ad);

        assertThat(desk.prompts.getLast().facts().references()).containsExactly(new Reference.CameFrom(ad));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t", "\u200b\u200d", "\u00a0\u2800", "\u3164"})
    void aBlankTextIsGreeted(String blank) {
        desk.sends(Messages.message("SM1", ANA, new Content.Text(blank), desk.clock.instant()));
        desk.pass(A_WHILE);

        assertThat(desk.sender.texts())
                .containsExactly(
                        BuiltInTexts.builtIn(Language.SPANISH).of(BuiltInText.SMALL_TALK_GREETING, Language.SPANISH));
        assertThat(desk.prompts).isEmpty();
    }

    @Test
    void whatIsNoTextIsNotGreeted() {
        desk.sends(Messages.message("SM1", ANA, new Content.Unsupported("poll"), desk.clock.instant()));
        desk.pass(A_WHILE);

        assertThat(desk.sender.texts()).containsExactly(BuiltInText.NOTICE_OTHER.in(Language.SPANISH));
    }
}
