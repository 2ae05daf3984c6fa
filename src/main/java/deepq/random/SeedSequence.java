package deepq.random;

/**
 * Turns a seed of any size into well mixed bits, so that the seeds 0, 1, 2, ... give unrelated streams. numpy's
 * SeedSequence, after M. E. O'Neill, "Developing a seed_seq Alternative" (2015).
 */
final class SeedSequence {
    final int[] pool = new int[4];
    private int multiplier = 0x43b0d7e5;

    /** @param entropy the seed as 32-bit words, least significant first, without leading zero words */
    SeedSequence(int... entropy) {
        for (int i = 0; i < 4; i++) {
            pool[i] = hash(i < entropy.length ? entropy[i] : 0);
        }
        for (int from = 0; from < 4; from++) {
            for (int to = 0; to < 4; to++) {
                if (from != to) {
                    pool[to] = mix(pool[to], hash(pool[from]));
                }
            }
        }
        for (int from = 4; from < entropy.length; from++) {
            for (int to = 0; to < 4; to++) {
                pool[to] = mix(pool[to], hash(entropy[from]));
            }
        }
    }

    /** Of a seed that is 0 or more. */
    static SeedSequence of(long seed) {
        int low = (int) seed;
        int high = (int) (seed >>> 32);
        return high == 0 ? new SeedSequence(low) : new SeedSequence(low, high);
    }

    /** The first {@code n} words of 64 bits; the same ones at every call. */
    long[] words(int n) {
        long[] words = new long[n];
        int h = 0x8b51f9dd;
        for (int i = 0; i < 2 * n; i++) {
            int v = pool[i % 4] ^ h;
            h *= 0x58f38ded;
            v *= h;
            long word = (v ^ (v >>> 16)) & 0xffffffffL;
            words[i / 2] |= i % 2 == 0 ? word : word << 32;
        }
        return words;
    }

    private int hash(int v) {
        v ^= multiplier;
        multiplier *= 0x931e8875;
        v *= multiplier;
        return v ^ (v >>> 16);
    }

    private static int mix(int x, int y) {
        int r = x * 0xca01f9dd - y * 0x4973f715;
        return r ^ (r >>> 16);
    }
}
