package dev.recado.application;

import dev.recado.domain.answer.ResponseGenerator;
import dev.recado.domain.conversation.SessionStore;
import dev.recado.domain.delivery.MessageSender;
import dev.recado.domain.message.Inbox;
import dev.recado.domain.message.MessageLog;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Ends a process at a named point of a message's way, as a kill does: nothing is closed, written or said any more.
/// It sits around the core's out-ports in a process that is started with `HALT_AT=<port>.<method> <before|after>
/// <count>`, and ends it at so many calls.
final class KillSwitch {
    static final String VARIABLE = "HALT_AT";

    /// As the shell tells of SIGKILL.
    static final int KILLED = 137;

    /// Each step of a message's way, before and after it.
    static final List<String> POINTS = List.of(
            "Inbox.append before",
            "Inbox.append after",
            "SessionStore.claim before",
            "SessionStore.claim after",
            "Inbox.waiting after",
            "ResponseGenerator.generate before",
            "ResponseGenerator.generate after",
            "SessionStore.commit before",
            "SessionStore.commit after",
            "MessageSender.send before",
            "MessageSender.send after",
            "MessageLog.record before",
            "MessageLog.record after",
            "SessionStore.release before",
            "SessionStore.release after",
            "MessageLog.apply before",
            "MessageLog.apply after");

    private static final @Nullable String POINT = System.getenv(VARIABLE);
    private static final AtomicInteger CALLS = new AtomicInteger();

    private KillSwitch() {}

    private static <T> T around(Class<T> port, T target) {
        if (POINT == null || !POINT.startsWith(port.getSimpleName() + ".")) {
            return target;
        }
        String[] words = POINT.substring(port.getSimpleName().length() + 1).split(" ", 3);
        int count = Integer.parseInt(words[2]);
        InvocationHandler handler = (proxy, method, arguments) -> {
            boolean named = method.getName().equals(words[0]);
            if (named && words[1].equals("before")) {
                call(count);
            }
            try {
                return method.invoke(target, arguments);
            } catch (InvocationTargetException e) {
                throw e.getTargetException();
            } finally {
                if (named && words[1].equals("after")) {
                    call(count);
                }
            }
        };
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, handler));
    }

    private static void call(int count) {
        if (CALLS.incrementAndGet() >= count) {
            Runtime.getRuntime().halt(KILLED);
        }
    }

    @Singleton
    static final class AroundInbox implements BeanCreatedEventListener<Inbox> {
        @Override
        public Inbox onCreated(BeanCreatedEvent<Inbox> event) {
            return around(Inbox.class, event.getBean());
        }
    }

    @Singleton
    static final class AroundSessions implements BeanCreatedEventListener<SessionStore> {
        @Override
        public SessionStore onCreated(BeanCreatedEvent<SessionStore> event) {
            return around(SessionStore.class, event.getBean());
        }
    }

    @Singleton
    static final class AroundLog implements BeanCreatedEventListener<MessageLog> {
        @Override
        public MessageLog onCreated(BeanCreatedEvent<MessageLog> event) {
            return around(MessageLog.class, event.getBean());
        }
    }

    @Singleton
    static final class AroundSender implements BeanCreatedEventListener<MessageSender> {
        @Override
        public MessageSender onCreated(BeanCreatedEvent<MessageSender> event) {
            return around(MessageSender.class, event.getBean());
        }
    }

    @Singleton
    static final class AroundModel implements BeanCreatedEventListener<ResponseGenerator> {
        @Override
        public ResponseGenerator onCreated(BeanCreatedEvent<ResponseGenerator> event) {
            return around(ResponseGenerator.class, event.getBean());
        }
    }
}
