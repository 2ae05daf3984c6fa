package deepq.random;

import java.nio.charset.StandardCharsets;

/**
 * Splits one root seed into named, independent streams, so that drawing more often in one place (say, exploring)
 * changes nothing in another (say, which transitions are replayed). The name goes into the seed sequence behind the
 * root.
 *
 * @param root 0 or more; 0 is a seed like any other
 */
public record SeedStreams(long root) {
    public SeedStreams {
        Require.that(root >= 0, "seed %s is negative; seeds are 0 or more", root);
    }

    /** A seed, 0 or more, that belongs to this root and this name: the same at every call and on every machine. */
    public long seed(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        int[] entropy = new int[2 + bytes.length];
        entropy[0] = (int) root;
        entropy[1] = (int) (root >>> 32);
        for (int i = 0; i < bytes.length; i++) {
            entropy[2 + i] = bytes[i] + 256; // never 0: missing words count as 0, and "" must differ from "\0"
        }
        return new SeedSequence(entropy).words(1)[0] >>> 1;
    }

    /** A new generator at the start of the stream of this name. */
    public Pcg64 stream(String name) {
        return new Pcg64(seed(name));
    }
}
