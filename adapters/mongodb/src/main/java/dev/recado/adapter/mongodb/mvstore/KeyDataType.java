package dev.recado.adapter.mongodb.mvstore;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.h2.mvstore.type.ObjectDataType;

/// The encoding of keys and positions in the file. Nearly all are strings, and every commit writes whole pages of
/// them, so they are written as one block of bytes where the library's own type writes character by character.
/// Other types are written by the library.
public final class KeyDataType extends BasicDataType<Object> {
    public static final KeyDataType INSTANCE = new KeyDataType();

    private static final byte TEXT = 0;
    private static final byte OTHER = 1;
    /// The memory of a string object with its array, in bytes.
    private static final int TEXT_OVERHEAD = 48;

    private final ObjectDataType others = new ObjectDataType();

    private KeyDataType() {}

    @Override
    public int compare(Object one, Object two) {
        return one instanceof String left && two instanceof String right
                ? left.compareTo(right)
                : others.compare(one, two);
    }

    @Override
    public int getMemory(Object key) {
        return key instanceof String text ? TEXT_OVERHEAD + text.length() : others.getMemory(key);
    }

    @Override
    public void write(WriteBuffer out, Object key) {
        if (key instanceof String text) {
            byte[] bytes = text.getBytes(UTF_8);
            out.put(TEXT).putVarInt(bytes.length).put(bytes);
        } else {
            out.put(OTHER);
            others.write(out, key);
        }
    }

    @Override
    public Object read(ByteBuffer in) {
        if (in.get() == OTHER) {
            return others.read(in);
        }
        byte[] bytes = new byte[DataUtils.readVarInt(in)];
        in.get(bytes);
        return new String(bytes, UTF_8);
    }

    @Override
    public Object[] createStorage(int size) {
        return new Object[size];
    }
}
