package deepq.env;

import deepq.random.Require;

/**
 * Holds each action for several steps: the frame skip of Mnih et al. 2015 (methods), who decide on every fourth
 * picture. Rewards add up, so a return stays what it was; of the observations the last is seen. Ends when the game
 * does, also within a hold.
 *
 * @param steps of the inner environment for each action, 1 or more
 */
public record ActionRepeat<S>(Environment<S> inner, int steps) implements Wrapper<S> {
    public ActionRepeat {
        Require.that(steps >= 1, "an action is held for 1 step or more, not %s", steps);
    }

    @Override
    public Step<S> step(int action) {
        Step<S> step = Wrapper.super.step(action);
        double reward = step.reward();
        for (int i = 1; i < steps && !step.ended(); i++) {
            step = Wrapper.super.step(action);
            reward += step.reward();
        }
        return new Step<>(step.observation(), reward, step.terminated(), step.truncated());
    }

    @Override
    public String name() {
        return "ActionRepeat(" + steps + ")";
    }
}
