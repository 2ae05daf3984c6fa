package deepq.course.notebook;

import deepq.env.Environment;
import deepq.env.Step;
import deepq.policy.Policy;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * One episode as it was played, to be looked at:
 * {@code EpisodePlayer.titled("CartPole").episode("late", Episode.play(CartPole.v1(), agent, 0), CartPoleScene::of)}.
 *
 * @param observations the first one and that after each step: one more than there are actions
 * @param actions what was done in each of them but the last
 * @param total the return, undiscounted
 */
public record Episode<S>(List<S> observations, List<Integer> actions, double total) implements Iterable<S> {
    public Episode {
        observations = List.copyOf(observations);
        actions = List.copyOf(actions);
    }

    /** Plays from {@code environment.reset(seed)} to the end, or until this thread is interrupted. */
    public static <S> Episode<S> play(Environment<S> environment, Policy<? super S> policy, long seed) {
        List<S> observations = new ArrayList<>(List.of(environment.reset(seed)));
        List<Integer> actions = new ArrayList<>();
        double total = 0;
        for (boolean over = false; !over && !Thread.currentThread().isInterrupted(); ) {
            int action = policy.action(observations.get(observations.size() - 1));
            Step<S> step = environment.step(action);
            actions.add(action);
            observations.add(step.observation());
            total += step.reward();
            over = step.ended();
        }
        return new Episode<>(observations, actions, total);
    }

    /** The number of its steps. */
    public int length() {
        return actions.size();
    }

    /** Its observations, one after the other. */
    @Override
    public Iterator<S> iterator() {
        return observations.iterator();
    }
}
