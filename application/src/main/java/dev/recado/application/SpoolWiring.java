package dev.recado.application;

import dev.recado.domain.port.EventSink;
import dev.recado.domain.port.Inbox;
import dev.recado.domain.port.MessageLog;
import dev.recado.domain.port.Notifications;
import dev.recado.domain.port.Probe;
import dev.recado.domain.port.Processes;
import dev.recado.domain.port.SessionStore;
import dev.recado.domain.port.Spool;
import dev.recado.domain.usecase.AnswerConversation;
import dev.recado.domain.usecase.Apologies;
import dev.recado.domain.usecase.Dispatcher;
import dev.recado.domain.usecase.Drain;
import dev.recado.domain.usecase.Intake;
import dev.recado.domain.usecase.LateFailures;
import dev.recado.domain.usecase.OrderAfterOutage;
import dev.recado.domain.usecase.Overdue;
import dev.recado.domain.usecase.RecordReceipt;
import dev.recado.domain.usecase.RecordReceiptUseCase;
import dev.recado.domain.usecase.Refusals;
import dev.recado.domain.usecase.Replies;
import dev.recado.domain.usecase.Senders;
import dev.recado.domain.usecase.Sending;
import dev.recado.domain.usecase.SpoolProbe;
import dev.recado.domain.usecase.TurnRules;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/// Builds what goes on while the store is gone.
@Factory
class SpoolWiring {

    /// What is written down of what was said.
    record Records(MessageLog log, Apologies apologies) {}

    /// With the apologies that an earlier life gave without the store: they are known before anything is answered.
    @Singleton
    Records records(MessageLog log, Spool spool, Inbox inbox, Refusals refusals) {
        return new Records(log, Apologies.in(spool, inbox, refusals));
    }

    @Singleton
    Refusals refusals(Spool spool, EventSink events) {
        return new Refusals(spool, events);
    }

    @Singleton
    Overdue overdue(Spool spool, Sending sending, Replies replies, TurnRules rules, InstantSource clock) {
        return new Overdue(spool, sending, replies, rules, clock);
    }

    @Singleton
    @Bean(typed = RecordReceipt.class)
    RecordReceipt storedReceipts(MessageLog log, LateFailures failures, Threads threads, EventSink events) {
        return new RecordReceipt(log, failures, threads, events);
    }

    @Singleton
    LateFailures lateFailures(
            Senders senders,
            MessageLog log,
            SessionStore sessions,
            Notifications notifications,
            EventSink events,
            InstantSource clock) {
        return new LateFailures(senders, log, sessions, notifications, events, clock);
    }

    @Singleton
    @Bean(typed = {Intake.class, RecordReceiptUseCase.class})
    Intake intake(Inbox inbox, RecordReceipt receipts, Spool spool, Overdue overdue, EventSink events) {
        return new Intake(inbox, receipts, spool, overdue, events);
    }

    @Singleton
    @Bean(typed = OrderAfterOutage.class)
    OrderAfterOutage order(
            AnswerConversation answer,
            Processes processes,
            Intake intake,
            Records records,
            Threads threads,
            InstantSource clock) {
        return new OrderAfterOutage(answer, processes, intake, records.apologies(), threads, clock);
    }

    @Singleton
    Drain.Parts spooled(Spool spool, Intake intake, Records records, Overdue overdue, Refusals refusals) {
        return new Drain.Parts(spool, intake, records.apologies(), overdue, refusals);
    }

    @Singleton
    Drain.Targets drained(Inbox inbox, RecordReceipt receipts, Dispatcher dispatcher) {
        return new Drain.Targets(inbox, receipts, dispatcher);
    }

    @Singleton
    Drain drain(Drain.Parts parts, Drain.Targets targets, Threads threads, InstantSource clock, EventSink events) {
        return new Drain(parts, targets, threads, threads::run, clock, events);
    }

    @Singleton
    @Named("spool")
    Probe spoolProbe(Spool spool, InstantSource clock) {
        return new SpoolProbe(spool, clock);
    }
}
