package dev.recado.application;

import dev.recado.application.http.ConnectionGuard;
import dev.recado.domain.event.BusinessEventWriter;
import dev.recado.domain.event.EventWebhookPublisher;
import dev.recado.domain.handoff.StaffNoticeSender;
import dev.recado.domain.message.Inbox;
import dev.recado.domain.message.Spool;
import dev.recado.domain.notification.NotificationScheduler;
import dev.recado.domain.turn.Dispatcher;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stops what runs in a context, and logs what is left for the next start.
final class Shutdown {
    private static final Logger LOG = LoggerFactory.getLogger("recado");
    private static final Duration GRACE = Duration.ofSeconds(6);
    /// The longest time of an acknowledgement: when the store hangs and the spool takes the message.
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(3);

    private static final Duration STORE_TIMEOUT = Duration.ofSeconds(1);

    private Shutdown() {}

    /// Lets running turns finish, answers the requests received so far, accepts no more, and closes the context.
    static void of(ApplicationContext context) {
        long begun = System.nanoTime();
        Dispatcher dispatcher = context.getBean(Dispatcher.class);
        context.getBean(StaffNoticeSender.class).stop();
        context.getBean(NotificationScheduler.class).stop();
        context.findBean(EventWebhookPublisher.class).ifPresent(EventWebhookPublisher::stop);
        dispatcher.stop();
        try {
            if (!dispatcher.awaitIdle(GRACE)) {
                LOG.warn("[STOP] some turns did not finish in {} s; the next start takes them up", GRACE.toSeconds());
            }
            // a request after the beans are destroyed would create them again, with a store that is never
            // closed
            if (!context.getBean(ConnectionGuard.class).close(LAST_ANSWERS)) {
                LOG.warn("[STOP] some requests were not answered in {} s", LAST_ANSWERS.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        context.getBean(BusinessEventWriter.class).stop();
        String waiting = waiting(context);
        long spooled = context.getBean(Spool.class).level().entries();
        context.close();
        LOG.atInfo()
                .addKeyValue("waiting", waiting)
                .addKeyValue("spooled", spooled)
                .addKeyValue("ms", Duration.ofNanos(System.nanoTime() - begun).toMillis())
                .log("[STOP] DONE");
    }

    /// How many messages wait for an answer in the store. A store that is away must not delay the stop.
    private static String waiting(ApplicationContext context) {
        Inbox inbox = context.getBean(Inbox.class);
        FutureTask<Long> count = new FutureTask<>(() -> inbox.backlog().waiting());
        Thread.ofVirtual().start(count);
        try {
            return Long.toString(count.get(STORE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("[STOP] the store does not say what waits", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "unknown";
    }
}
