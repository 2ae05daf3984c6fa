package deepq.agent;

import deepq.network.QNetwork;
import deepq.random.Require;

/**
 * How the target network is updated from the online network (Mnih et al. 2015, "Human-level control through deep
 * reinforcement learning", algorithm 1; soft updates: Lillicrap et al. 2016). Periods are counted in updates, not in
 * environment steps.
 */
public interface TargetUpdate {
    /** Called after every update of the online network, {@code updates} of them so far, the last one included. */
    void updateTarget(QNetwork target, QNetwork online, long updates);

    /** No target network: the online network makes its own targets, which move with every update. */
    static TargetUpdate none() {
        return new None();
    }

    /** Copies the online network after every {@code updates} updates, 1 or more; the target stands still in between. */
    static TargetUpdate every(int updates) {
        return new Every(updates);
    }

    /** After every update: target = (1 - tau) target + tau online, with tau in (0, 1]. */
    static TargetUpdate soft(double tau) {
        return new Soft(tau);
    }

    record None() implements TargetUpdate {
        @Override
        public void updateTarget(QNetwork target, QNetwork online, long updates) {}
    }

    record Every(int updates) implements TargetUpdate {
        public Every {
            Require.that(updates >= 1, "the target is copied every 1 or more updates, not every %s", updates);
        }

        @Override
        public void updateTarget(QNetwork target, QNetwork online, long made) {
            if (made % updates == 0) {
                target.copyFrom(online);
            }
        }
    }

    record Soft(double tau) implements TargetUpdate {
        public Soft {
            Require.that(tau > 0 && tau <= 1, "tau of a soft target update is in (0, 1], not %s", tau);
        }

        @Override
        public void updateTarget(QNetwork target, QNetwork online, long updates) {
            target.blendFrom(online, tau);
        }
    }
}
